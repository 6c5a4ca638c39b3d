# Writes one table as R's users do: Rscript write_tables.R FOLDER
folder <- commandArgs(trailingOnly = TRUE)[1]
at <- function(name) file.path(folder, name)
table <- data.frame(
  width = c(1.5, -2.25, NA, 0.001, 12345.678, 7, 1e-10, 2),
  count = c(3L, NA, 5L, 0L, -7L, 100000L, 2L, 1L),
  kind = c("plain", "with, comma", "say \"hi\"", NA, "Zürich", "semi;colon", "it's", "plain"),
  day = as.Date("2024-02-27") + 0:7,
  open = c(TRUE, FALSE, NA, TRUE, TRUE, FALSE, FALSE, TRUE)
)
write.csv(table, at("names.csv"))
write.csv(table, at("plain.csv"), row.names = FALSE, na = "")
write.csv2(table, at("continental.csv"), row.names = FALSE)
write.table(table, at("table.txt"))
write.table(table, at("tabs.tsv"), sep = "\t", row.names = FALSE, qmethod = "double")
write.table(table, at("unquoted.txt"), quote = FALSE, sep = "|", row.names = FALSE)
