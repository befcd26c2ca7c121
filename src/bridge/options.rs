//! What the page's author and the page itself tell, gathered by the shell.

use crate::checkout::{Attributes, Memory, Situation, Sources};
use crate::device::{Facts, where_am_i};
use crate::json::{self, Value};
use crate::language::Language;
use crate::ui::Words;

/// The element's attributes and properties, and how the page stands.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The pay response as text.
    pub(super) pay_response: Option<String>,
    /// Everything that the core reads.
    pub(super) attributes: Attributes,
    /// How the page stands now.
    pub(super) situation: Situation,
    /// Whether the browser can share links.
    pub(super) can_share: bool,
    language: Language,
    /// Texts that the merchant words otherwise, by key.
    texts: Vec<(String, String)>,
    /// What this tab keeps, by the names of the payments.
    memories: Vec<(String, String)>,
}

impl Options {
    /// Reads the options; what is absent or no text keeps its default.
    pub(super) fn read(options: &Value) -> Self {
        let text = |field: &str| json::string(options, field).map(str::to_owned);
        let flag = |field: &str| flag(options, field);
        let device = where_am_i(&facts(options));
        Self {
            attributes: Attributes {
                result_url: text("resultUrl"),
                failure_url: text("failureUrl"),
                mode: text("mode"),
                launch: text("launch"),
                redirect_target: text("redirectTarget"),
                allowed_origins: text("allowedOrigins"),
                app_origins: text("appOrigins"),
                // An opaque origin is written `null`; it owns nothing.
                page_origin: text("pageOrigin").filter(|origin| origin != "null").unwrap_or_default(),
                sources: Sources { status: flag("status"), stream: flag("stream"), renewal: flag("renewal") },
            },
            situation: Situation {
                on_phone: device.may_have_the_app(),
                inside_another_app: device.may_have_the_app() && !device.opens_apps(),
                fresh_gesture: flag("gesture"),
                visible: flag("visible"),
                online: flag("online"),
                asker: !flag("locks"),
                seed: json::number(options, "seed").unwrap_or_default().unsigned_abs(),
            },
            can_share: flag("share"),
            language: Language::choose(
                json::string(options, "locale"),
                json::string(options, "nearestLanguage"),
                json::list(options, "languages").iter().filter_map(Value::as_str),
            ),
            texts: texts(options, "texts"),
            memories: texts(options, "memories"),
            pay_response: text("payResponse"),
        }
    }

    /// The words for the buyer.
    pub(super) fn words(&self) -> Words {
        Words::new(self.language, self.texts.clone())
    }

    /// What this tab keeps of the payment `key`.
    pub(super) fn recall(&self, key: &str) -> Option<Memory> {
        let (_, text) = self.memories.iter().find(|(name, _)| name == key)?;
        Memory::read(text)
    }

    /// Whether `later` options begin another payment, or, as long as the checkout `judges`, the same one anew: what may be
    /// followed is decided when the pay response is read.
    pub(super) fn begins_anew(&self, later: &Self, judges: bool) -> bool {
        self.pay_response != later.pay_response
            || (judges && self.attributes.app_origins != later.attributes.app_origins)
    }
}

fn facts(options: &Value) -> Facts<'_> {
    let text = |field| json::string(options, field).unwrap_or_default();
    let flag = |field| flag(options, field);
    Facts {
        user_agent: text("userAgent"),
        brands: text("brands"),
        hinted_platform: text("hintedPlatform"),
        platform: text("platform"),
        max_touch_points: json::number(options, "touchPoints").unwrap_or_default(),
        coarse_pointer: flag("coarsePointer"),
        telegram: flag("telegram"),
        standalone: flag("standalone"),
    }
}

/// Flags are told as 1 and 0.
fn flag(options: &Value, field: &str) -> bool {
    json::number(options, field) == Some(1)
}

/// The texts of an object, by their names.
fn texts(options: &Value, field: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (name, value) in options.get(field).map(Value::fields).unwrap_or_default() {
        if let Some(text) = value.as_str() {
            texts.push((name.clone(), text.to_owned()));
        }
    }
    texts
}
