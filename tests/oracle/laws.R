# laws.R FOLDER: writes logs (low,high,entry) to FOLDER/NAME.csv, and what R finds to FOLDER/said: a line for each law:
# log, family, whether some never answer, who said it, log-likelihood, estimates, standard errors.
#
# survreg (Therneau's survival) has all laws but the gamma; fitdistcens (Delignette-Muller's and Dutang's fitdistrplus)
# has that, too. For shares that never answer and late entries no package of Debian will do, so optim climbs a
# likelihood that is written here from the definitions.

suppressMessages(library(survival))
suppressMessages(library(fitdistrplus))
folder <- commandArgs(trailingOnly = TRUE)[1]
out <- file(file.path(folder, "said"), "w")
say <- function(...) cat(..., "\n", file = out, sep = " ")
digits <- function(x) formatC(as.numeric(x), digits = 17, format = "g")
write_log <- function(name, low, high, entry = 0) {
  write.csv(data.frame(low = digits(low), high = ifelse(is.infinite(high), "inf", digits(high)), entry = digits(entry)),
            file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}

laws <- list(exponential = "exponential", weibull = "weibull", lognormal = "lognormal", loglogistic = "loglogistic")
with_survreg <- function(name, low, high) {
  surv <- Surv(ifelse(low == 0, NA, low), ifelse(is.infinite(high), NA, high), type = "interval2")
  for (family in names(laws)) {
    if (name == "smokedfish" && family == "exponential") next  # survreg does not converge, and warns of it
    fit <- survreg(surv ~ 1, dist = laws[[family]], control = survreg.control(rel.tolerance = 1e-13, maxiter = 200))
    at <- if (family == "exponential") coef(fit) else c(coef(fit), log(fit$scale))
    say(name, family, 0, "survreg", digits(fit$loglik[2]), paste(digits(at), collapse = " "),
        paste(digits(sqrt(diag(fit$var))), collapse = " "))
  }
}

below <- list(
  exponential = function(t, a) pexp(t, exp(-a[1])),
  weibull = function(t, a) pweibull(t, exp(-a[2]), exp(a[1])),
  lognormal = function(t, a) plnorm(t, a[1], exp(a[2])),
  loglogistic = function(t, a) plogis((log(t) - a[1]) / exp(a[2])),
  gamma = function(t, a) pgamma(t, exp(a[2]), exp(a[2] - a[1])))
log_density <- list(
  exponential = function(t, a) dexp(t, exp(-a[1]), log = TRUE),
  weibull = function(t, a) dweibull(t, exp(-a[2]), exp(a[1]), log = TRUE),
  lognormal = function(t, a) dlnorm(t, a[1], exp(a[2]), log = TRUE),
  loglogistic = function(t, a) dlogis((log(t) - a[1]) / exp(a[2]), log = TRUE) - a[2] - log(t),
  gamma = function(t, a) dgamma(t, exp(a[2]), exp(a[2] - a[1]), log = TRUE))
climb <- function(name, family, never, low, high, entry, start) {
  exact <- low == high
  minus <- function(a) {
    p <- if (never) plogis(a[length(a)]) else 1
    F <- function(t) p * below[[family]](t, a)
    log_likelihood <- ifelse(exact, log(p) + suppressWarnings(log_density[[family]](pmax(low, 1e-300), a)),
                             log(ifelse(is.infinite(high), 1, F(high)) - ifelse(low > 0, F(low), 0)))
    -sum(log_likelihood - ifelse(entry > 0, log(1 - F(entry)), 0))
  }
  fit <- list(par = start)
  for (again in 1:2) fit <- optim(fit$par, minus, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, ndeps = rep(1e-5, length(start))))
  fine <- nlm(minus, fit$par, hessian = TRUE, gradtol = 1e-12, steptol = 1e-14, iterlim = 500)
  best <- if (fine$minimum < fit$value) fine$estimate else fit$par
  say(name, family, as.integer(never), "optim", digits(-min(fine$minimum, fit$value)), paste(digits(best), collapse = " "),
      paste(digits(sqrt(diag(solve(optimHess(best, minus, control = list(ndeps = rep(1e-4, length(start)))))))), collapse = " "))
}
with_fitdistcens <- function(name, low, high) {
  data <- data.frame(left = ifelse(low == 0, NA, low), right = ifelse(is.infinite(high), NA, high))
  fit <- fitdistcens(data, "gamma", start = list(shape = 1, rate = 1 / mean(low[low > 0])), lower = c(1e-6, 1e-9))
  at <- c(log(coef(fit)["shape"] / coef(fit)["rate"]), log(coef(fit)["shape"]))
  say(name, "gamma", 0, "fitdistcens", digits(fit$loglik), paste(digits(at), collapse = " "))
  climb(name, "gamma", FALSE, low, high, 0 * low, at)
}

right <- function(name, time, event) {
  write_log(name, time, ifelse(event, time, Inf))
  with_survreg(name, time, ifelse(event, time, Inf))
  with_fitdistcens(name, time, ifelse(event, time, Inf))
}
right("lung", lung$time, lung$status == 2)
right("ovarian", ovarian$futime, ovarian$fustat == 1)
right("veteran", veteran$time, veteran$status == 1)
right("aml", aml$time, aml$status == 1)
both <- function(name, low, high) {
  write_log(name, low, high)
  with_survreg(name, low, high)
  with_fitdistcens(name, low, high)
}
for (classic in c("smokedfish", "salinity", "fluazinam")) {
  data(list = classic)
  seen <- get(classic)
  both(classic, ifelse(is.na(seen$left), 0, seen$left), ifelse(is.na(seen$right), Inf, seen$right))
}

set.seed(20121004)
simulated <- function(n, time) {
  kind <- sample(4, n, replace = TRUE)
  end <- quantile(time, runif(n))
  low <- ifelse(kind == 1, time, ifelse(kind == 2, pmin(time, end), ifelse(kind == 3 & time <= end, 0, floor(time))))
  high <- ifelse(kind == 1, time, ifelse(kind == 2, ifelse(time <= end, time, Inf),
                 ifelse(kind == 3, ifelse(time <= end, end, Inf), ceiling(time))))
  low <- ifelse(kind == 3 & time > end, end, low)
  list(low = low, high = high)
}
for (size in c(40, 200)) {
  seen <- simulated(size, rweibull(size, 0.8, 20))
  both(paste0("every_kind_", size), seen$low, seen$high)
  seen <- simulated(size, rlnorm(size, 3, 1))
  both(paste0("every_kind_lognormal_", size), seen$low, seen$high)
}
ties <- round(rgamma(500, 2, 0.1)) + 1
both("ties", pmin(ties, 30), ifelse(ties <= 30, ties, Inf))

# Shares that never answer, and late entries.
answers <- runif(600) < 0.6
time <- ifelse(answers, rlnorm(600, 3, 0.7), Inf)
end <- 120
low <- pmin(time, end)
high <- ifelse(time <= end, time, Inf)
write_log("never", low, high)
for (family in names(below))
  climb("never", family, TRUE, low, high, 0 * low, c(3, if (family != "exponential") if (family == "gamma") 0.7 else -0.4, 0.4))
entry <- ifelse(runif(600) < 0.5, 0, rexp(600, 0.1))
seen <- time > entry
write_log("late", low[seen & entry < end], high[seen & entry < end], entry[seen & entry < end])
kept <- seen & entry < end
for (family in names(below))
  for (never in c(FALSE, TRUE))
    climb("late", family, never, low[kept], high[kept], entry[kept],
          c(3.4, if (family != "exponential") if (family == "gamma") 0.2 else 0, if (never) 0.4))
close(out)
