//! The page with the figures.

use std::fmt::Write;

use crate::{
    Failure, Options,
    cost::{COMMITS, CORES, Cost, INQUIRIES, MEMORY, SHARE, cost},
    measure::{Waiting, Work},
    order::{Order, Way},
    schedule::{AGES, rates},
    tally::Times,
};

/// What was measured.
pub(crate) struct Measured<'run> {
    pub(crate) options: &'run Options,
    pub(crate) ordering: Work,
    pub(crate) flat_out: Work,
    pub(crate) asking: Waiting,
    pub(crate) streaming: Waiting,
}

/// Writes the page.
pub(crate) fn page(measured: &Measured<'_>, orders: &[Order]) -> Result<String, Failure> {
    let order = orders.first().ok_or("no order was made")?;
    let of_schedule = |way, waiting: &Waiting| rates(order, way, whole(waiting.asked.median));
    let asking = of_schedule(Way::Asking, &measured.asking);
    let streaming = of_schedule(Way::Streaming, &measured.streaming);
    let mut page = String::new();
    head(&mut page, measured)?;
    figures(&mut page, measured)?;
    schedule(&mut page, asking, streaming)?;
    costs(&mut page, measured, asking, streaming)?;
    page.push_str(FRONT);
    Ok(page)
}

fn head(page: &mut String, measured: &Measured<'_>) -> Result<(), Failure> {
    let cores = std::thread::available_parallelism()?;
    let load = std::fs::read_to_string("/proc/loadavg")?;
    let load = load.split_whitespace().nth(1).unwrap_or_default();
    let Options { buyers, seconds, .. } = measured.options;
    write!(
        page,
        "# What waiting buyers cost\n\n<!-- Written by `make bench-load`; do not edit. -->\n\n\
         Measured on loopback against the demo's merchant server (profile `server`, SQLite), with the load generator and \
         the simulator of Antom on the same {cores} cores; the load of the last five minutes was {load}. {buyers} buyers, \
         {seconds} s each way. Every buyer is the widget's own core with its own schedule and connections of its own. Rates \
         without a pause are what is left beside the generator; processor time and memory are the server's alone, and from \
         these the costs are computed.\n\n"
    )?;
    Ok(())
}

fn figures(page: &mut String, measured: &Measured<'_>) -> Result<(), Failure> {
    let Measured { ordering, flat_out, asking, streaming, .. } = measured;
    page.push_str("## Measured\n\n| | number | a second | p50 | p99 | processor time of the server, each |\n");
    page.push_str("| --- | ---: | ---: | ---: | ---: | ---: |\n");
    for (name, work) in [("orders, without a pause", ordering), ("questions, without a pause", flat_out)] {
        let (number, rate) = (grouped(work.times.count), grouped(work.rate));
        row(page, name, &format!("{number} | {rate}"), work.times, &format!("{:.3} ms", work.each))?;
    }
    for (name, waiting) in [("questions of buyers who ask", asking), ("questions of buyers with a stream", streaming)] {
        let (number, rate) = (grouped(waiting.asked.count), grouped(waiting.rate));
        row(page, name, &format!("{number} | {rate}"), waiting.asked, "")?;
    }
    for (name, times) in [
        ("opening a stream", streaming.opened),
        ("from the phone's payment to the page's final word, by stream", streaming.told),
        ("the same, by asking", asking.told),
    ] {
        row(page, name, &format!("{} |", grouped(times.count)), times, "")?;
    }
    page.push_str("\n| for each waiting buyer | memory of the server | its processor time a second |\n");
    page.push_str("| --- | ---: | ---: |\n");
    for (name, waiting) in [("who asks", asking), ("with a stream", streaming)] {
        writeln!(page, "| {name} | {:.1} kB | {:.3} ms |", waiting.memory / 1024.0, waiting.each)?;
    }
    page.push_str(
        "\nWaiting holds all that the server does meanwhile: answers, the stream, asking Antom about payments that are \
         not paid yet, and noting the ones that are.\n\n",
    );
    Ok(())
}

fn row(page: &mut String, name: &str, number: &str, times: Times, each: &str) -> Result<(), Failure> {
    Ok(writeln!(page, "| {name} | {number} | {:.2} ms | {:.2} ms | {each} |", times.median, times.p99)?)
}

fn schedule(page: &mut String, asking: [f64; 3], streaming: [f64; 3]) -> Result<(), Failure> {
    page.push_str(
        "## How often a page asks\n\nBy the core in simulated time, one page in view, with the median answer above.\n\n",
    );
    page.push_str(
        "| minutes since the code came up | questions a second, asking | with a stream |\n| --- | ---: | ---: |\n",
    );
    let mut from = 0;
    for ((until, asking), streaming) in AGES.into_iter().zip(asking).zip(streaming) {
        writeln!(page, "| {from} to {until} | {asking:.3} | {streaming:.3} |")?;
        from = until;
    }
    page.push('\n');
    Ok(())
}

fn costs(page: &mut String, measured: &Measured<'_>, asking: [f64; 3], streaming: [f64; 3]) -> Result<(), Failure> {
    writeln!(
        page,
        "## What many cost\n\n\
         The worst minute: all of them have come within it, and wait in view. Cores and memory are planned at {:.0} %; an \
         instance has {CORES:.0} cores and {:.0} GB. A payment without trouble is {COMMITS:.0} commits of the ledger; a \
         question is one read; an unpaid payment is asked about {INQUIRIES:.0} times at Antom.\n",
        SHARE * 100.0,
        MEMORY / 1024.0 / 1024.0 / 1024.0
    )?;
    page.push_str("| buyers | way | questions/s | orders/s | commits/s | to Antom/s | cores | memory | instances |\n");
    page.push_str("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    for buyers in [1e3, 1e5, 1e7] {
        for (way, [first_minute, ..], waiting) in
            [("asking", asking, &measured.asking), ("stream", streaming, &measured.streaming)]
        {
            let Cost { questions, orders, commits, inquiries, cores, memory, instances } =
                cost(buyers, first_minute, &measured.ordering, waiting);
            writeln!(
                page,
                "| {} | {way} | {} | {} | {} | {} | {cores:.1} | {:.2} GB | {} |",
                grouped(buyers),
                grouped(questions),
                grouped(orders),
                grouped(commits),
                grouped(inquiries),
                memory / 1024.0 / 1024.0 / 1024.0,
                grouped(instances)
            )?;
        }
    }
    page.push('\n');
    Ok(())
}

const FRONT: &str = "\
## What to put in front

| buyers at once | what to run |
| --- | --- |
| 1,000 | one instance with its SQLite file, behind a proxy with TLS |
| 100,000 | several instances without a file of their own behind a load balancer; one PostgreSQL as the ledger; PostgreSQL's `LISTEN`/`NOTIFY` or Redis pub/sub as the bell |
| 10 million | the same instances, more of them; the ledger in several PostgreSQL, divided by the order's id, each with read replicas for the questions (or the status in Redis, written with each word); NATS as the bell |

Two traits are all that changes, and the code above them stays: `Ledger` (`demo/merchant/src/ledger.rs`), each method one
transaction, and `Bell` (`demo/merchant/src/bell.rs`), which wakes the streams of an order. `Server::new`
(`demo/merchant/src/start.rs`) is the one place that picks them. Every instance can serve every order, so the balancer
needs no memory of who went where; a ring that is lost costs a page time and nothing else, since it asks once a minute
beside its stream.

The balancer holds the buyers' connections, so the memory above is needed there too. It must not buffer server-sent
events, and must let a connection be silent for 15 s. The limits of `demo/merchant/src/limits.rs` are counted in each
process: with several instances the balancer counts. Antom has limits of its own for each merchant: ask for yours before
a sale, and raise `--first-check` where the column above is beyond them. A notification comes within seconds, and asking
is only for one that was lost.
";

fn grouped(number: f64) -> String {
    let whole = format!("{number:.0}");
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[expect(clippy::cast_possible_truncation, reason = "milliseconds of one answer")]
fn whole(milliseconds: f64) -> i64 {
    milliseconds.ceil() as i64
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(7.4), "7");
        assert_eq!(grouped(999.6), "1,000");
        assert_eq!(grouped(10_000_000.0), "10,000,000");
    }
}
