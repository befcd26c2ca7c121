CREATE TABLE IF NOT EXISTS orders (
    id          TEXT PRIMARY KEY,
    currency    TEXT NOT NULL,
    value       TEXT NOT NULL,
    description TEXT NOT NULL,
    wish        TEXT UNIQUE
) STRICT;

-- Times are milliseconds since 1970. `check_at` is empty where there is nothing to ask about.
CREATE TABLE IF NOT EXISTS payments (
    request_id TEXT PRIMARY KEY,
    order_id   TEXT NOT NULL REFERENCES orders (id),
    payment_id TEXT UNIQUE,
    state      TEXT NOT NULL,
    surplus    INTEGER NOT NULL DEFAULT 0,
    request    TEXT NOT NULL,
    response   TEXT,
    expires    INTEGER NOT NULL,
    checks     INTEGER NOT NULL DEFAULT 0,
    check_at   INTEGER
) STRICT;

CREATE INDEX IF NOT EXISTS payments_of_order ON payments (order_id);
CREATE INDEX IF NOT EXISTS payments_due ON payments (check_at) WHERE check_at IS NOT NULL;
-- The last guard against a second living payment for one order, whatever the code above it does.
CREATE UNIQUE INDEX IF NOT EXISTS one_living_payment ON payments (order_id)
    WHERE surplus = 0 AND state IN ('asked', 'open', 'pending', 'closing', 'paid');
