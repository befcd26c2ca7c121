//! The buyer's device, as Antom wants to know it.

use axum::http::{HeaderMap, header::USER_AGENT};
use kaspi_antom::message::pay::{Env, OsType, TerminalType};

/// Phone or desktop, by the request's headers: a phone says so in its user agent or in its client hints.
#[must_use]
pub fn terminal(headers: &HeaderMap) -> Env {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent = header(USER_AGENT.as_str());
    let os_type = if agent.contains("iPhone") || agent.contains("iPad") || agent.contains("iPod") {
        Some(OsType::Ios)
    } else if agent.contains("Android") || header("sec-ch-ua-platform").contains("Android") {
        Some(OsType::Android)
    } else {
        None
    };
    let is_phone = os_type.is_some() || header("sec-ch-ua-mobile") == "?1";
    Env { terminal_type: if is_phone { TerminalType::Wap } else { TerminalType::Web }, os_type }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(headers: &[(&'static str, &'static str)]) -> Env {
        terminal(&headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect())
    }

    #[test]
    fn phones_are_wap_and_desktops_are_web() {
        let iphone = seen(&[("user-agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)")]);
        assert_eq!((iphone.terminal_type, iphone.os_type), (TerminalType::Wap, Some(OsType::Ios)));
        let android = seen(&[("sec-ch-ua-mobile", "?1"), ("sec-ch-ua-platform", "\"Android\"")]);
        assert_eq!((android.terminal_type, android.os_type), (TerminalType::Wap, Some(OsType::Android)));
        let desktop = seen(&[("user-agent", "Mozilla/5.0 (X11; Linux x86_64)"), ("sec-ch-ua-mobile", "?0")]);
        assert_eq!((desktop.terminal_type, desktop.os_type), (TerminalType::Web, None));
    }
}
