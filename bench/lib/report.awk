# Turns the rows that bench/run measured into two tables. Input, by tabs:
#   rate  ROUND SERVER CONNECTIONS/S ERRORS P50 P90 P99 MAX FIRST-BYTE   (milliseconds)
#   idle  TRY SERVER SERVICES START-MS RESIDENT-KB                        (KB "-": not measured)

BEGIN { FS = "\t" }

$1 == "rate" {
  remember($3)
  rate[$2, $3] = $4
  errors[$3] += $5
  add(p50, $3, $6); add(p90, $3, $7); add(p99, $3, $8); add(max, $3, $9); add(first, $3, $10)
  if ($2 > rounds) rounds = $2
}

$1 == "idle" {
  if (!(($3, $4) in idle_seen)) {
    idle_seen[$3, $4] = 1
    idle_server[++idle_rows] = $3
    idle_services[idle_rows] = $4
  }
  add(start, $3 SUBSEP $4, $5)
  if ($6 != "-") resident[$3, $4] = $6
}

END {
  if (servers) rate_table()
  if (servers && idle_rows) print ""
  if (idle_rows) idle_table()
}

function rate_table(   i, r, s) {
  for (i = 1; i <= servers; i++)
    for (r = 1; r <= rounds; r++)
      if ((r, server[i]) in rate) {
        add(rates, server[i], rate[r, server[i]])
        if (rate[r, "c-limit"] > 0)
          add(ratios, server[i], rate[r, server[i]] / rate[r, "c-limit"])
      }
  print "| server | connections/s | of the C limit (range) | p50 ms | p90 ms | p99 ms | max ms" \
    " | first byte, 1 client, ms | errors |"
  print "|---|---|---|---|---|---|---|---|---|"
  for (i = 1; i <= servers; i++) {
    s = server[i]
    printf "| %s | %.0f | %s | %.2f | %.2f | %.2f | %.2f | %.3f | %d |\n", s, median(rates, s),
      s in ratios ? spread(ratios, s) : "-", median(p50, s), median(p90, s),
      median(p99, s), median(max, s), median(first, s), errors[s]
  }
}

function idle_table(   i, key) {
  print "| server | services | start to listening, ms | resident, MB |"
  print "|---|---|---|---|"
  for (i = 1; i <= idle_rows; i++) {
    key = idle_server[i] SUBSEP idle_services[i]
    printf "| %s | %d | %.0f | %s |\n", idle_server[i], idle_services[i], median(start, key),
      key in resident ? sprintf("%.1f", resident[key] / 1024) : "-"
  }
}

function remember(name) {
  if (name in known) return
  known[name] = 1
  server[++servers] = name
}

# A list of numbers is a string of them: awk has no arrays of arrays.
function add(lists, key, value) {
  lists[key] = key in lists ? lists[key] " " value : value
}

# Median and extremes: on a machine that has other work to do, these lie apart.
function spread(lists, key,   values, n, i, low, high) {
  n = split(lists[key], values, " ")
  low = high = values[1] + 0
  for (i = 2; i <= n; i++) {
    if (values[i] + 0 < low) low = values[i] + 0
    if (values[i] + 0 > high) high = values[i] + 0
  }
  return sprintf("%.2f (%.2f-%.2f)", median(lists, key), low, high)
}

function median(lists, key,   values, n, i, j, v) {
  n = split(lists[key], values, " ")
  for (i = 2; i <= n; i++) {
    v = values[i] + 0
    for (j = i - 1; j >= 1 && values[j] + 0 > v; j--) values[j + 1] = values[j]
    values[j + 1] = v
  }
  return n % 2 ? values[(n + 1) / 2] + 0 : (values[n / 2] + values[n / 2 + 1]) / 2
}
