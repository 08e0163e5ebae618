# survreg_fits.R LOG: how long survreg takes for the four of the laws of `hotline fit` that it has, on a log of
# fit_log.py. Reading the file does not count.

suppressMessages(library(survival))
log <- read.csv(commandArgs(trailingOnly = TRUE)[1])
times <- Surv(log$after, log$result == "answered")
for (law in c("exponential", "weibull", "lognormal", "loglogistic")) {
  seconds <- system.time(fit <- survreg(times ~ 1, dist = law))[["user.self"]]
  cat(sprintf("%-12s %6.2f s, log-likelihood %.6f\n", law, seconds, fit$loglik[2]))
}
