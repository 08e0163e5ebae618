# What R's survival says about the logs in a folder, and about its own data sets, which are written there as logs, too:
# Rscript survival.R FOLDER. For each log NAME.csv, NAME.said has lines of words: what is said, the group, numbers.
suppressMessages({
  library(survival)
  library(km.ci)
})

folder <- commandArgs(trailingOnly = TRUE)[1]
horizons <- c(lung = 500, aml = 40, veteran = 200, ovarian = 600)

put <- function(name, duration, event, group) {
  log <- data.frame(duration = duration, event = as.integer(event), group = paste0("g", group))
  write.csv(log, file.path(folder, paste0(name, ".csv")), row.names = FALSE, quote = FALSE)
}
put("lung", lung$time, lung$status == 2, lung$sex)
put("aml", aml$time, aml$status, aml$x)
put("veteran", veteran$time, veteran$status, veteran$celltype)
put("ovarian", ovarian$futime, ovarian$fustat, ovarian$rx)

say <- function(out, what, group, ...) {
  cat(what, group, sprintf("%.17g", c(...)), "\n", file = out)
}

for (file in list.files(folder, pattern = "[.]csv$", full.names = TRUE)) {
  log <- read.csv(file)
  name <- sub("[.]csv$", "", basename(file))
  horizon <- if (name %in% names(horizons)) horizons[[name]] else 1.5 * 4096
  out <- file(file.path(folder, paste0(name, ".said")), "w")
  for (group in unique(log$group)) {
    fit_with <- function(type) {
      survfit(Surv(duration, event) ~ 1, log[log$group == group, ], conf.type = type, timefix = FALSE)
    }
    plain <- fit_with("plain")
    fit <- fit_with("log-log")
    band <- km.ci:::abweich.fun(km.ci:::a.up.low.fun(fit, min(fit$time), max(fit$time))$sigma.mat,
                                sqrt(log(40) / 2), fit$n)$lin.dev
    for (i in seq_along(fit$time)) {
      say(out, "step", group, fit$time[i], fit$n.risk[i], fit$n.event[i], fit$n.censor[i], fit$surv[i], fit$std.err[i],
          plain$lower[i], plain$upper[i], fit$lower[i], fit$upper[i], band[i])
    }
    table <- survival:::survmean(fit, rmean = horizon)$matrix
    say(out, "mean", group, horizon, max(fit$time), min(fit$surv), table["rmean"], table["se(rmean)"])
    for (share in c(0.5003, 0.7507, 0.9011)) {
      found <- quantile(fit, share)
      say(out, "quantile", group, share, found$quantile, found$lower, found$upper)
    }
  }
  if (length(unique(log$group)) > 1) {
    test <- survdiff(Surv(duration, event) ~ group, log)
    say(out, "test", "-", test$chisq, length(test$n) - 1, test$pvalue)
  }
  close(out)
}
