"""Who is in seven microsegments of the Online Retail ledger: worked out from the CSV with plain Python.

An independent second opinion on the condition language: nothing here is shared with the product, neither code nor
language. It reads the ledger (UCI Machine Learning Repository, Chen 2015, CC BY 4.0), makes one order of each invoice,
and answers each condition from the definition, with loops and exact decimals.

    python3 online_retail.py LEDGER.csv.gz DATE [DATE …]  >  answers.json

Prints, per date, how many people exist and, for each condition, how many of them are members.
"""
import csv
import gzip
import io
import json
import sys
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from math import ceil
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
UTC = timezone.utc


class Order:
    def __init__(self, who, at, refund):
        self.who, self.at, self.refund = who, at, refund
        self.revenue = Decimal(0)
        self.lines = []  # (product, quantity)


def read(path):
    orders = {}
    with gzip.open(path) as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, "utf-8", newline="")):
            number, customer = row["InvoiceNo"], row["CustomerID"]
            at = datetime.strptime(row["InvoiceDate"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
            who = "user_id:" + customer.removesuffix(".0") if customer else "guest:" + number
            order = orders.setdefault(number, Order(who, at, number.startswith("C")))
            order.at = min(order.at, at)
            order.revenue += int(row["Quantity"]) * Decimal(row["UnitPrice"])
            order.lines.append((row["StockCode"], int(row["Quantity"])))
    return sorted(orders.values(), key=lambda order: order.at)


def within(orders, after, upto):
    """Orders with after < time <= upto."""
    return [order for order in orders if after < order.at <= upto]


class Person:
    """One person's orders as of a moment: completed and refunded ones, oldest first."""

    def __init__(self, orders):
        self.bought = [order for order in orders if not order.refund]
        self.refunds = [order for order in orders if order.refund]


def growing(person, now):
    recent = sum((o.revenue for o in within(person.bought, now - 90 * DAY, now)), Decimal(0))
    earlier = within(person.bought, now - 180 * DAY, now - 90 * DAY)
    return len(earlier) >= 1 and recent >= 2 * sum((o.revenue for o in earlier), Decimal(0))


def put_off(person, now):
    """Bought, returned something within 14 days, and then bought nothing for 30 days."""
    for refund in person.refunds:
        if refund.at + 30 * DAY > now:
            continue
        if not any(refund.at - 14 * DAY <= o.at < refund.at for o in person.bought):
            continue
        if not within(person.bought, refund.at, refund.at + 30 * DAY):
            return True
    return False


def curious(person, now):
    recent = within(person.bought, now - 60 * DAY, now)
    products = {product for order in recent for product, _ in order.lines}
    return len(products) >= 40 and sum((o.revenue for o in recent), Decimal(0)) < 500 * len(recent)


def cake_stands(person, now):
    """Twice in 200 days an order with a line of two or more of product 22423, and a first order over 150 days ago."""
    matching = [o for o in within(person.bought, now - 200 * DAY, now) if any(p == "22423" and q >= 2 for p, q in o.lines)]
    return len(matching) >= 2 and person.bought[0].at < now - 150 * DAY


def steady(person, now):
    """Two orders in the last 60 days, at every moment of the last 30 days."""
    window, span = 60 * DAY, 30 * DAY
    everything = person.bought + person.refunds
    if min(o.at for o in everything) > now - span:
        return False
    # The count only falls when an order is exactly 60 days old, so those moments and the beginning are enough.
    moments = {now - span} | {o.at + window for o in person.bought if now - span < o.at + window <= now}
    return all(len(within(person.bought, moment - window, moment)) >= 2 for moment in moments)


def last_month_in_london(person, now):
    local = now.astimezone(ZoneInfo("Europe/London"))
    this_month = datetime(local.year, local.month, 1, tzinfo=ZoneInfo("Europe/London"))
    before = this_month - timedelta(days=1)
    last_month = datetime(before.year, before.month, 1, tzinfo=ZoneInfo("Europe/London"))
    return sum(1 for o in person.bought if last_month <= o.at < this_month) >= 2


CONDITIONS = {
    'sum("Order Completed".revenue) in last 90 days >= 2 * sum("Order Completed".revenue) from 180 days ago to 90 days ago'
    ' and count("Order Completed") from 180 days ago to 90 days ago >= 1': growing,
    '"Order Completed" then "Order Refunded" within 14 days and not "Order Completed" within 30 days after': put_off,
    'distinct("Order Completed".products[].product_id) in last 60 days >= 40'
    ' and average("Order Completed".revenue) in last 60 days < 500': curious,
    'did "Order Completed" where (any products (product_id = "22423" and quantity >= 2)) 2 times in last 200 days'
    ' and first("Order Completed") before 150 days ago': cake_stands,
    '(count("Order Completed") in last 60 days >= 2) for 30 days': steady,
    'count("Order Completed") last month in zone "Europe/London" >= 2': last_month_in_london,
}
BEST = 'top 5% by sum("Order Completed".revenue) in last 365 days'


def best(people, now):
    spent = {}
    for who, person in people.items():
        orders = within(person.bought, now - 365 * DAY, now)
        if orders:
            spent[who] = sum((o.revenue for o in orders), Decimal(0))
    if not spent:
        return []
    ranked = sorted(spent.values(), reverse=True)
    threshold = ranked[ceil(Fraction(5, 100) * len(ranked)) - 1]
    return [who for who, value in spent.items() if value >= threshold]


def answers(orders, now):
    known = {}
    for order in orders:
        if order.at <= now:
            known.setdefault(order.who, []).append(order)
    people = {who: Person(own) for who, own in known.items()}
    found = {where: [who for who, person in people.items() if rule(person, now)] for where, rule in CONDITIONS.items()}
    found[BEST] = best(people, now)
    return {
        "asOf": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "people": len(people),
        "conditions": [{"where": where, "members": len(who)} for where, who in found.items()],
    }


if __name__ == "__main__":
    ledger = read(sys.argv[1])
    moments = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in sys.argv[2:]]
    json.dump([answers(ledger, moment) for moment in moments], sys.stdout, indent=2)
    print()
