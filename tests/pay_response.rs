//! Pay responses: the published ones field by field, the odd forms that real ones have, and what is none.

mod support;

use kaspi_checkout::error_code::ErrorCode;
use kaspi_checkout::payment::{Address, Amount, AppLink, Codes, Method, Payment, Reading, Standing};
use kaspi_checkout::time::EpochMs;
use serde_json::{Value, json};
use support::messages::{message, origins, read, usable};

const KASPI: &str = "KASPI_KZ__pay_response_WAP";

fn address(url: &str) -> Address {
    origins().payment_link(url).unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "it is compared with what may be absent")]
fn link(url: &str) -> Option<AppLink> {
    Some(AppLink { address: address(url), method: Method::Get })
}

/// The Kaspi response with some of its fields changed; `null` takes a field out.
#[track_caller]
fn kaspi_with(changes: &Value) -> String {
    let mut response: Value = serde_json::from_str(&message(KASPI)).unwrap();
    let fields = response.as_object_mut().unwrap();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            fields.remove(name);
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    response.to_string()
}

mod published {
    use super::*;

    /// FNV-1a: enough to notice that a fixture was reformatted.
    fn fingerprint(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }

    #[test]
    fn the_fixture_is_the_documented_response_byte_for_byte() {
        assert_eq!((message(KASPI).len(), fingerprint(&message(KASPI))), (2_420, FINGERPRINT));
    }

    const FINGERPRINT: u64 = 0x5cc4_a19d_c523_565c;

    #[test]
    fn the_kaspi_response_is_read_completely() {
        let Reading { payment, warnings } = usable(&message(KASPI));
        assert_eq!(warnings, []);
        assert_eq!(payment.identity.payment_id.as_deref(), Some("20260126194010800100188550244314856"));
        assert_eq!(payment.identity.payment_request_id.as_deref(), Some("PAYMENT_20260126141612922_AUTO"));
        assert_eq!(payment.identity.key(), Some("20260126194010800100188550244314856"));
        assert_eq!(payment.amount, Some(Amount { currency: "SGD".into(), value: 100, decimals: 2 }));
        let code = "2816660400930m9F9gUlg0a3gn1kpWHv3kvD";
        assert_eq!(
            payment.codes,
            Codes {
                text: Some(format!("https://qr.alipayplus.com/{code}")),
                picture: Some(format!("https://qr.alipayplus.com/showQrImage?code={code}&picSize=L")),
            }
        );
        assert_eq!(payment.app_link, link(&format!("https://l.kaspi.kz/apm?codeValue={code}")));
        let page = "https://open-sea-global.alipayplus.com/api/open/v1/ac/cashier/self/codevalue/checkout.htm";
        assert_eq!(payment.page_link, Some(address(&format!("{page}?codeValue={code}"))));
        // 2026-01-25T22:16:13-08:00 and 2026-01-25T22:26:14-08:00
        assert_eq!(payment.created, Some(EpochMs(1_769_408_173_000)));
        assert_eq!(payment.expires, Some(EpochMs(1_769_408_774_000)));
        assert_eq!(payment.standing, Standing::Created);
    }

    #[test]
    fn the_wap_response_of_another_wallet_falls_back_to_the_allowed_redirect() {
        let Reading { payment, warnings } = usable(&message("ALIPAY_HK__pay_response_WAP"));
        // `applinkUrl` and `normalUrl` lie on a foreign wallet's domain; the redirect form repeats neither.
        assert_eq!(
            warnings,
            [ErrorCode::PayResponseContradictory, ErrorCode::ApplinkRefused, ErrorCode::PageLinkRefused]
        );
        assert!(payment.app_link.unwrap().address.as_str().starts_with("https://render.alipay.com/p/w/ac-fe-adaptor/"));
        assert_eq!(payment.page_link, None);
        assert_eq!(
            payment.codes.text.as_deref(),
            Some("https://global.alipay.com/281002040092tDM89hJ66zUrMS9hbIRv3kWR")
        );
        assert!(payment.codes.picture.unwrap().ends_with("&picSize=L"));
        assert_eq!(payment.amount, Some(Amount { currency: "HKD".into(), value: 100, decimals: 2 }));
        assert_eq!(payment.expires.unwrap().since(payment.created.unwrap()), 838_000);
    }

    #[test]
    fn the_web_response_of_another_wallet_has_its_page_link_twice() {
        let Reading { payment, warnings } = usable(&message("ALIPAY_HK__pay_response_WEB"));
        assert_eq!(warnings, []);
        assert_eq!(payment.page_link, payment.app_link.map(|link| link.address));
        assert_eq!(payment.identity.payment_request_id.as_deref(), Some("PAY_20240115172044263"));
        assert_eq!(payment.expires.unwrap().since(payment.created.unwrap()), 839_000);
    }

    #[test]
    fn the_signed_sandbox_response_is_read() {
        let Reading { payment, warnings } = usable(&message("SGD__pay_response_sandbox_signed_2025"));
        assert_eq!(warnings, []);
        assert_eq!(payment.identity.payment_id.as_deref(), Some("202505191940108001001889C0238417260"));
        assert_eq!(payment.amount, Some(Amount { currency: "SGD".into(), value: 1_000, decimals: 2 }));
        assert_eq!(payment.created, Some(EpochMs(1_747_619_552_000)));
        assert_eq!(payment.expires, Some(EpochMs(1_747_620_390_000)));
        assert!(payment.page_link.is_some());
    }

    #[test]
    fn a_code_that_is_no_url_is_shown_as_it_is() {
        let Reading { payment, warnings } = usable(&message("pay__response_for_pix"));
        assert_eq!(warnings, []);
        assert!(payment.codes.text.unwrap().starts_with("demo-domain.alipay.com/v1/p/v2/cobv/"));
        assert_eq!(payment.codes.picture, None);
        assert_eq!(payment.app_link, None);
        assert!(payment.page_link.is_some());
        assert_eq!(payment.amount, Some(Amount { currency: "BRL".into(), value: 96_080, decimals: 2 }));
    }

    #[test]
    fn a_scheme_url_is_never_taken() {
        let Reading { payment, warnings } = usable(&message("pay__success_process_transaction"));
        assert_eq!(warnings, []);
        assert_eq!(payment.app_link, None);
        assert!(payment.page_link.unwrap().as_str().starts_with("https://render.alipay.com/p/s/i/?scheme=alipays"));
    }

    #[test]
    fn a_closed_transaction_is_a_failed_payment() {
        let Reading { payment, warnings } = usable(&message("pay__failed_transaction_exist"));
        assert_eq!(warnings, []);
        assert_eq!(payment, Payment { standing: Standing::Failed, ..Payment::default() });
    }

    #[test]
    fn messages_that_are_no_pay_response_give_a_code_or_nothing_to_pay() {
        for name in [
            "inquiryPayment__canceled_after_pay",
            "inquiryPayment__payment_pending",
            "inquiryPayment__success_payment",
            "inquiryPayment__timeout_payment",
            "notifyPayment__success_payment_result",
            "notifyPayment_ack__success",
            "cancel__success",
        ] {
            let Reading { payment, warnings } = usable(&message(name));
            assert_eq!((payment.standing, warnings), (Standing::Settled, vec![]), "{name}");
            assert!(payment.codes.is_empty() && payment.app_link.is_none() && payment.page_link.is_none(), "{name}");
        }
        assert_eq!(read(&message("KASPI_KZ__pay_request_WAP_IOS")), Err(ErrorCode::PayResponseEmpty));
    }
}

mod odd {
    use super::*;

    fn expiring(expire_time: &Value, changes: &Value) -> Reading {
        let details = json!([{"displayType": "TEXT", "codeValue": "x"}]);
        let mut all =
            json!({"orderCodeForm": {"expireTime": expire_time, "codeDetails": details}, "paymentData": null});
        all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        usable(&kaspi_with(&all))
    }

    #[test]
    fn an_expiry_with_milliseconds_and_no_offset_borrows_that_of_the_creation() {
        let reading = expiring(&json!("2026-01-25T22:26:14.500"), &json!({}));
        assert_eq!(reading.payment.expires, Some(EpochMs(1_769_408_774_500)));
        assert_eq!(reading.warnings, []);
    }

    #[test]
    fn offsets_of_half_an_hour_and_of_hours_only_are_read() {
        for form in ["2026-01-26T14:56:14+08:30", "2026-01-26T12:26:14+06"] {
            assert_eq!(expiring(&json!(form), &json!({})).payment.expires, Some(EpochMs(1_769_408_774_000)), "{form}");
        }
    }

    #[test]
    fn an_expiry_that_cannot_be_read_is_ten_minutes_after_the_creation() {
        for odd in [json!("****-**-**T**:**:**"), json!({}), json!(""), json!(true), json!(1_769_408_774)] {
            let reading = expiring(&odd, &json!({}));
            assert_eq!(reading.payment.expires, Some(EpochMs(1_769_408_173_000 + 600_000)), "{odd}");
            assert_eq!(reading.warnings, [ErrorCode::ExpiryUnreadable], "{odd}");
        }
    }

    #[test]
    fn a_missing_expiry_is_no_reason_to_warn() {
        let reading = usable(&kaspi_with(&json!({"orderCodeForm": null})));
        assert_eq!(reading.payment.expires, Some(EpochMs(1_769_408_173_000 + 600_000)));
        assert_eq!(reading.warnings, []);
    }

    #[test]
    fn without_creation_and_expiry_there_is_neither() {
        let reading = usable(&kaspi_with(&json!({"orderCodeForm": {}, "paymentCreateTime": null})));
        assert_eq!((reading.payment.created, reading.payment.expires), (None, None));
    }

    #[test]
    fn a_picture_alone_is_something_to_show() {
        let picture = "https://qr.alipayplus.com/showQrImage?picSize=S";
        let details = json!([{"displayType": "SMALLIMAGE", "codeValue": picture}]);
        let only = json!({"result": {"resultStatus": "U"}, "orderCodeForm": {"codeDetails": details}});
        assert_eq!(usable(&only.to_string()).payment.codes, Codes { text: None, picture: Some(picture.into()) });
    }

    #[test]
    fn the_largest_allowed_picture_is_taken_and_unknown_types_are_skipped() {
        let details = json!([
            {"displayType": "HOLOGRAM", "codeValue": "?"},
            {"displayType": "SMALLIMAGE", "codeValue": "https://qr.alipayplus.com/s"},
            {"displayType": "BIGIMAGE", "codeValue": "https://pictures.example/l"},
            {"displayType": "TEXT", "codeValueType": "BARCODE", "codeValue": "0123"},
            {"displayType": "TEXT", "codeValueType": "QRCODE", "codeValue": "code"},
            {"displayType": "MIDDLEIMAGE", "codeValue": "https://qr.alipayplus.com/m"},
            "text", null, 7,
        ]);
        let reading = usable(&json!({"orderCodeForm": {"codeDetails": details}}).to_string());
        let picture = Some("https://qr.alipayplus.com/m".to_owned());
        assert_eq!(reading.payment.codes, Codes { text: Some("code".into()), picture });
    }

    #[test]
    fn without_top_level_links_the_redirect_form_has_them() {
        let form = |method: &str| json!({"method": method, "redirectUrl": "https://l.kaspi.kz/apm", "parameters": {"a": "1", "b": 2, "c": {}}});
        let response = |form: Value| json!({"result": {"resultStatus": "U"}, "redirectActionForm": form}).to_string();
        assert_eq!(usable(&response(form("GET"))).payment.app_link, link("https://l.kaspi.kz/apm"));
        let fields = vec![("a".to_owned(), "1".to_owned()), ("b".to_owned(), "2".to_owned())];
        let posted = AppLink { address: address("https://l.kaspi.kz/apm"), method: Method::Post(fields) };
        assert_eq!(usable(&response(form("post"))).payment.app_link, Some(posted));
        // A form inside a string counts as well.
        let wrapped = json!({"paymentActionForm": form("GET").to_string()}).to_string();
        assert_eq!(usable(&wrapped).payment.app_link, link("https://l.kaspi.kz/apm"));
    }

    #[test]
    fn without_any_link_the_wallets_template_is_filled() {
        let data = json!({"codeValue": "a/b c", "wallets": [
            {"walletName": "OTHER", "redirectionInfo": {"applinkUrl": "https://pay.kaspi.kz/other"}},
            {"walletName": "KASPI_KZ", "redirectionInfo": {
                "applinkUrl": "https://l.kaspi.kz/apm?codeValue=${codeValue}",
                "normalUrl": "https://open.alipayplus.com/${codeValue}?again=${codeValue}",
            }},
        ]});
        for data in [data.clone(), json!(data.to_string())] {
            let payment = usable(&json!({"paymentData": data}).to_string()).payment;
            assert_eq!(payment.app_link, link("https://l.kaspi.kz/apm?codeValue=a%2Fb%20c"));
            assert_eq!(payment.page_link, Some(address("https://open.alipayplus.com/a%2Fb%20c?again=a%2Fb%20c")));
        }
    }

    #[test]
    fn a_wallet_of_another_name_is_better_than_none() {
        let wallets = json!([{"redirectionInfo": {"applinkUrl": "https://l.kaspi.kz/${codeValue}"}}]);
        let payment = usable(&json!({"paymentData": {"codeValue": "a-b._~9", "wallets": wallets}}).to_string()).payment;
        assert_eq!(payment.app_link, link("https://l.kaspi.kz/a-b._~9"));
    }

    #[test]
    fn numbers_where_text_is_promised_and_nothing_where_lists_are() {
        let reading = usable(&kaspi_with(&json!({
            "paymentId": 42,
            "paymentAmount": {"currency": "KZT", "value": 250_000},
            "paymentData": {"wallets": {}, "displayPaymentAmount": 2500, "displayPaymentCurrency": "KZT"},
            "paymentActionForm": "not JSON",
        })));
        assert_eq!(reading.payment.identity.payment_id.as_deref(), Some("42"));
        assert_eq!(reading.payment.amount, Some(Amount { currency: "KZT".into(), value: 250_000, decimals: 2 }));
        assert_eq!(reading.warnings, []);
    }

    #[test]
    fn the_displayed_amount_stands_in_for_a_missing_one() {
        let reading = usable(&kaspi_with(&json!({"paymentAmount": null})));
        assert_eq!(reading.payment.amount, Some(Amount { currency: "SGD".into(), value: 100, decimals: 2 }));
    }

    #[test]
    fn a_response_that_contradicts_itself_is_reported_and_its_top_level_wins() {
        for (changes, app_link) in [
            (
                json!({"paymentAmount": {"currency": "SGD", "value": "999"}}),
                "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            ),
            (json!({"applinkUrl": "https://l.kaspi.kz/other"}), "https://l.kaspi.kz/other"),
            (
                json!({"redirectActionForm": {"redirectUrl": "https://l.kaspi.kz/third"}}),
                "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            ),
            (
                json!({"paymentActionForm": {"redirectUrl": "https://l.kaspi.kz/third"}}),
                "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            ),
            (
                json!({"normalUrl": "https://open.alipayplus.com/other"}),
                "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            ),
            (
                json!({"paymentData": {"codeValue": "another"}}),
                "https://l.kaspi.kz/apm?codeValue=2816660400930m9F9gUlg0a3gn1kpWHv3kvD",
            ),
        ] {
            let reading = usable(&kaspi_with(&changes));
            assert_eq!(reading.warnings, [ErrorCode::PayResponseContradictory], "{changes}");
            assert_eq!(reading.payment.app_link, link(app_link), "{changes}");
        }
    }

    #[test]
    fn a_paid_response_needs_nothing_to_show() {
        let paid = json!({"result": {"resultStatus": "S"}, "paymentId": "p"}).to_string();
        assert_eq!(usable(&paid).payment.standing, Standing::Settled);
    }
}

mod bad {
    use super::*;

    #[test]
    fn what_is_no_json_says_so() {
        for text in ["", " ", "<html>", "{", "{\"result\":", "undefined", "{}{}", "{'a':1}"] {
            assert_eq!(read(text), Err(ErrorCode::PayResponseNotJson), "{text}");
        }
        assert_eq!(read(&"[".repeat(100_000)), Err(ErrorCode::PayResponseNotJson));
    }

    #[test]
    fn what_is_no_object_says_so() {
        for text in ["null", "1", "\"text\"", "[]", "true", "[{}]"] {
            assert_eq!(read(text), Err(ErrorCode::PayResponseNotAnObject), "{text}");
        }
    }

    #[test]
    fn nothing_to_show_says_why() {
        for (response, why) in [
            (json!({}), ErrorCode::PayResponseEmpty),
            (json!({"applinkUrl": "kaspi://pay"}), ErrorCode::PayResponseLinksRefused),
            (json!({"result": {"resultStatus": "U"}}), ErrorCode::PayResponseNothingToShow),
            (json!({"result": null}), ErrorCode::PayResponseNothingToShow),
            (json!({"result": {"resultStatus": "U"}, "applinkUrl": "kaspi://pay"}), ErrorCode::PayResponseLinksRefused),
            (
                json!({"result": {"resultStatus": "U"}, "normalUrl": "http://open.alipayplus.com/"}),
                ErrorCode::PayResponseLinksRefused,
            ),
            (
                json!({"result": {}, "orderCodeForm": {"codeDetails": [{"displayType": "BIGIMAGE", "codeValue": "https://pictures.example/"}]}}),
                ErrorCode::PayResponseNothingToShow,
            ),
        ] {
            assert_eq!(read(&response.to_string()), Err(why), "{response}");
        }
    }

    #[test]
    fn a_link_that_is_too_long_is_left_out() {
        let long = format!("https://l.kaspi.kz/{}", "x".repeat(2_048));
        let reading = usable(&kaspi_with(&json!({"applinkUrl": long})));
        assert!(reading.warnings.contains(&ErrorCode::LinkTooLong));
        assert!(reading.payment.app_link.unwrap().address.as_str().starts_with("https://l.kaspi.kz/apm"));
    }

    #[test]
    fn codes_without_text_and_without_pictures_leave_the_links() {
        let reading = usable(&kaspi_with(&json!({"orderCodeForm": {"codeDetails": []}, "paymentData": null})));
        assert!(reading.payment.codes.is_empty());
        assert!(reading.payment.app_link.is_some());
    }

    #[test]
    fn a_code_is_taken_up_to_what_a_qr_can_hold() {
        let reading = |length: usize| {
            let details = json!([{"displayType": "TEXT", "codeValue": "x".repeat(length)}]);
            usable(&kaspi_with(&json!({"orderCodeForm": {"codeDetails": details}, "paymentData": null})))
        };
        assert_eq!(reading(2_331).payment.codes.text.map(|text| text.len()), Some(2_331));
        assert_eq!(reading(2_332).payment.codes.text, None);
        assert_eq!(reading(2_332).warnings, [ErrorCode::CodeUnencodable]);
    }

    #[test]
    fn a_failed_response_is_failed_whatever_else_it_holds() {
        let failed = kaspi_with(&json!({"result": {"resultStatus": "F", "resultCode": "PROCESS_FAIL"}}));
        assert_eq!(usable(&failed).payment.standing, Standing::Failed);
        let bare = json!({"result": {"resultStatus": "F"}}).to_string();
        assert_eq!(usable(&bare).payment.standing, Standing::Failed);
    }
}
