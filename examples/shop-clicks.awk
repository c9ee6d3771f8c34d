# Makes the clicks of 120 invented customers on three days: awk -f shop-clicks.awk | sort -t: -k5,5n | gzip -n9
# Of customers c001, c004, ... one looks much and hardly buys; of c002, c005, ... he buys little things often; of
# c003, c006, ... he buys a dear one now and then.
function uniform() { # Park and Miller, so that every awk makes the same
  seed = (seed * 16807) % 2147483647
  return seed / 2147483647
}
function click(customer, action, day, price) {
  ts = 1767571200000 + int((day + uniform()) * 86400000)
  printf "{\"customer\":\"c%03d\",\"action\":\"%s\",\"sku\":\"s%03d\",\"ts\":%.0f%s}\n", customer, action, int(uniform() * 400), ts, price
}
BEGIN {
  seed = 7
  split("30 8 12", looks, " "); split("0.1 4 2", buys, " "); split("15 8 400", prices, " ")
  for (customer = 1; customer <= 120; customer++) {
    kind = (customer - 1) % 3 + 1
    for (day = 0; day < 3; day++) {
      for (n = looks[kind] * (0.7 + 0.6 * uniform()); n > 0; n--) click(customer, "look", day, "")
      for (n = buys[kind] * (0.7 + 0.6 * uniform()); n > uniform(); n--)
        click(customer, "buy", day, sprintf(",\"price\":%.2f", prices[kind] * (0.7 + 0.6 * uniform())))
    }
  }
}
