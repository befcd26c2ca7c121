//! Times as messages write them.

/// The form in which a message writes its times.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The offset in minutes.
    pub offset: i64,
    /// The offset as it is written.
    pub suffix: &'static str,
    /// Without dashes and colons.
    pub basic: bool,
}

/// What Antom's documents use.
pub const ANTOM: Form = Form { offset: -8 * 60, suffix: "-08:00", basic: false };

/// Writes milliseconds since the epoch.
pub fn write(epoch_ms: i64, form: Form) -> String {
    let local = epoch_ms + form.offset * 60_000;
    let (days, ms) = (local.div_euclid(86_400_000), local.rem_euclid(86_400_000));
    let (year, month, day) = date(days);
    let (hour, minute, second, ms) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000);
    if form.basic {
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}.{ms:03}{}", form.suffix)
    } else {
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}{}", form.suffix)
    }
}

/// The date so many days after 1970-01-01, counted year by year: slow, and easy to believe.
fn date(mut days: i64) -> (i64, i64, i64) {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    while days >= 365 + i64::from(leap(year)) {
        days -= 365 + i64::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    (year, i64::try_from(month).unwrap() + 1, days + 1)
}
