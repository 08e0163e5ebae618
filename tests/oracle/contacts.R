# contacts.R FOLDER: writes tests of contacts that differ (contact,low,high) to FOLDER/NAME.csv, and what R finds to
# FOLDER/said: log, log-likelihood, place, ln(sigma) within, answer (log-odds), ln(precision), ln(sigma) between.
#
# Whoever was given up long after every answer says nothing of the times, so that the likelihood has two factors: that of
# the times, which lme4 (Bates and others) climbs, and the beta-binomial one of the answers, which optim does.

suppressMessages(library(lme4))
folder <- commandArgs(trailingOnly = TRUE)[1]
out <- file(file.path(folder, "said"), "w")
digits <- function(x) formatC(as.numeric(x), digits = 17, format = "g", width = 1)

beta_binomial <- function(answered, missed) {
  minus <- function(a) {
    p <- plogis(a[1])
    k <- exp(a[2])
    -sum(lbeta(p * k + answered, (1 - p) * k + missed) - lbeta(p * k, (1 - p) * k))
  }
  fit <- list(par = c(0, 1))
  for (again in 1:4) fit <- optim(fit$par, minus, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = c(1e-5, 1e-5)))
  list(log_likelihood = -fit$value, at = fit$par)
}

set.seed(29)
for (contacts in c(12, 60)) for (tests in c(3, 8)) {
  id <- rep(seq_len(contacts), each = tests)
  p <- rep(rbeta(contacts, 1.8, 1.2), each = tests)
  factor <- rep(rnorm(contacts, sd = 0.7), each = tests)
  time <- exp(3 + factor + rnorm(contacts * tests, sd = 0.5))
  answered <- runif(contacts * tests) < p
  name <- paste0("contacts_", contacts, "_", tests)
  write.csv(data.frame(contact = id, low = ifelse(answered, digits(time), "1e12"), high = ifelse(answered, digits(time), "inf")),
            file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
  times <- data.frame(log_time = log(time[answered]), id = factor(id[answered]))
  fit <- suppressMessages(lmer(log_time ~ 1 + (1 | id), times, REML = FALSE, control = lmerControl(optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-12))))
  answers <- beta_binomial(tapply(answered, id, sum), tapply(!answered, id, sum))
  deviations <- as.data.frame(VarCorr(fit))$sdcor
  cat(name, digits(as.numeric(logLik(fit)) - sum(times$log_time) + answers$log_likelihood),
      digits(fixef(fit)), digits(log(deviations[2])), digits(answers$at), digits(log(deviations[1])), "\n", file = out)
}
close(out)
