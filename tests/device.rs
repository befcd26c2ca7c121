//! Where the buyer is, judged from user agents that real browsers send.
//!
//! The table is `tests/fixtures/user-agents.json`: one row for each browser on each device, with its source, the other
//! facts that such a device reports, and the answer.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a row that lacks something fails the test that reads it"
)]

use std::collections::BTreeSet;

use kaspi_checkout::device::{Device, Facts, Host, Kind, System, where_am_i};
use proptest::prelude::*;
use serde_json::Value;

/// The rows of the table.
fn rows() -> Vec<Value> {
    let table: Value = serde_json::from_str(include_str!("fixtures/user-agents.json")).unwrap();
    table["rows"].as_array().unwrap().clone()
}

/// A text of a row; absent is empty.
fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).map_or("", |value| value.as_str().expect("a text"))
}

/// A yes or no of a row; absent is no.
fn flag(row: &Value, name: &str) -> bool {
    row.get(name).is_some_and(|value| value.as_bool().expect("yes or no"))
}

/// A count of a row, which must be given.
fn number(row: &Value, name: &str) -> i64 {
    row[name].as_i64().expect("a number")
}

fn facts(row: &Value) -> Facts<'_> {
    Facts {
        user_agent: text(row, "userAgent"),
        brands: text(row, "brands"),
        hinted_platform: text(row, "hintedPlatform"),
        platform: text(row, "platform"),
        max_touch_points: number(row, "maxTouchPoints"),
        coarse_pointer: flag(row, "coarsePointer"),
        telegram: flag(row, "telegram"),
        standalone: flag(row, "standalone"),
    }
}

/// What `device` says, in the words of the table's `expect`.
fn told(device: Device) -> [(&'static str, String); 4] {
    [
        ("system", format!("{:?}", device.system)),
        ("host", format!("{:?}", device.host)),
        ("mayHaveTheApp", device.may_have_the_app().to_string()),
        ("opensApps", device.opens_apps().to_string()),
    ]
}

/// The answers of `row` that differ from the expected ones, in one line; empty where none does.
fn differences(row: &Value) -> String {
    let expected = &row["expect"];
    told(where_am_i(&facts(row)))
        .iter()
        .filter_map(|(name, told)| {
            let wanted = match &expected[*name] {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (*told != wanted).then(|| format!("{name} is {told}, not {wanted}"))
        })
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn every_row_is_judged_as_expected() {
    let failures: Vec<String> = rows()
        .iter()
        .map(|row| (text(row, "name").to_owned(), differences(row)))
        .filter(|(_, differences)| !differences.is_empty())
        .map(|(name, differences)| format!("{name}: {differences}"))
        .collect();
    assert!(failures.is_empty(), "{} rows fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_table_is_large_and_every_row_names_its_source() {
    let rows = rows();
    let agents: BTreeSet<&str> = rows.iter().map(|row| text(row, "userAgent")).collect();
    assert!(agents.len() >= 60, "only {} user agents", agents.len());
    for row in &rows {
        let (name, source) = (text(row, "name"), text(row, "source"));
        assert!(source.contains('.') && source.contains('/'), "no source: {name}");
        assert!(!text(row, "userAgent").is_empty(), "no user agent: {name}");
    }
}

#[test]
fn the_table_covers_the_browsers_that_a_buyer_may_hold() {
    let rows = rows();
    let mut covered = BTreeSet::new();
    for row in &rows {
        let expected = &row["expect"];
        covered.insert((text(expected, "system"), text(expected, "host"), text(row, "program")));
    }
    let wanted = [
        (
            "Android",
            "Chrome Samsung Firefox Opera Mi Huawei Yandex Edge Uc",
            "Instagram Facebook Messenger Telegram WhatsApp TikTok Google WeChat Line Unnamed",
        ),
        (
            "Ios",
            "Safari Chrome Firefox Opera Yandex Edge",
            "Instagram Facebook Messenger Telegram WhatsApp TikTok Google WeChat Line Snapchat Unnamed",
        ),
        ("HarmonyOs", "Huawei", ""),
        ("Windows", "Chrome Edge Firefox Opera Yandex", ""),
        ("MacOs", "Safari Chrome Firefox", ""),
        ("ChromeOs", "Chrome", ""),
        ("Linux", "Chrome Firefox", ""),
    ];
    for (system, browsers, apps) in wanted {
        let browsers = browsers.split_whitespace().map(|program| (system, "Browser", program));
        let apps = apps.split_whitespace().map(|program| (system, "InApp", program));
        for wanted in browsers.chain(apps) {
            assert!(covered.contains(&wanted), "no row for {wanted:?}");
        }
    }
}

#[test]
fn nothing_known_is_a_desktop_with_a_browser() {
    let device = where_am_i(&Facts::default());
    assert_eq!(device.kind, Kind::Desktop);
    assert_eq!(device.system, System::Other);
    assert_eq!(device.host, Host::Browser);
    assert!(!device.may_have_the_app() && !device.opens_apps());
}

#[test]
fn a_client_hint_outweighs_the_user_agent() {
    let claims = |hinted_platform, user_agent| {
        where_am_i(&Facts { hinted_platform, user_agent, max_touch_points: 1, ..Facts::default() })
    };
    let android = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Mobile Safari/537.36";
    for (hint, system) in [
        ("", System::Android),
        ("Unknown", System::Android),
        ("Windows", System::Windows),
        ("macOS", System::MacOs),
        ("iOS", System::Ios),
        ("Chrome OS", System::ChromeOs),
        ("Chromium OS", System::ChromeOs),
        ("Linux", System::Linux),
    ] {
        assert_eq!(claims(hint, android).system, system, "hint {hint:?}");
    }
    let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36";
    assert_eq!(claims("Android", windows).system, System::Android);
}

proptest! {
    /// Whatever a browser tells, there is an answer, and no app is opened where none may be.
    #[test]
    fn any_facts_are_judged(
        user_agent in ".{0,80}",
        brands in ".{0,20}",
        hinted_platform in ".{0,12}",
        platform in ".{0,12}",
        max_touch_points: i64,
        flags: [bool; 3],
    ) {
        let [coarse_pointer, telegram, standalone] = flags;
        let device = where_am_i(&Facts {
            user_agent: &user_agent, brands: &brands, hinted_platform: &hinted_platform,
            platform: &platform, max_touch_points, coarse_pointer, telegram, standalone,
        });
        prop_assert!(device.may_have_the_app() || !device.opens_apps());
    }

    /// Many fingers make no phone of a Windows desktop.
    #[test]
    fn windows_is_never_held(max_touch_points: i64, coarse_pointer: bool) {
        let device = where_am_i(&Facts {
            user_agent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/112.0.0.0 Safari/537.36",
            platform: "Win32",
            max_touch_points,
            coarse_pointer,
            ..Facts::default()
        });
        prop_assert_eq!(device.kind, Kind::Desktop);
    }
}
