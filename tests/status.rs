//! Answers of the status endpoint: the published messages passed through, the short form, and what is none.

mod support;

use kaspi_checkout::payment::{Identity, StatusAnswer, StatusFault, Word, read_status};
use kaspi_checkout::time::EpochMs;
use serde_json::json;
use support::messages::message;

fn named(payment_id: &str, payment_request_id: &str) -> Identity {
    Identity { payment_id: Some(payment_id.into()), payment_request_id: Some(payment_request_id.into()) }
}

fn read(text: &str) -> Result<StatusAnswer, StatusFault> {
    read_status(text, &[&named("p", "r")])
}

fn bare(word: Word) -> StatusAnswer {
    StatusAnswer {
        word,
        identity: Identity::default(),
        redirect_url: None,
        poll_after: None,
        expires: None,
        server_time: None,
        paid_at: None,
    }
}

mod published {
    use super::*;

    #[track_caller]
    fn says(name: &str, payment_id: &str, payment_request_id: &str, word: Word, paid_at: Option<i64>) {
        let identity = named(payment_id, payment_request_id);
        let expected = StatusAnswer { identity: identity.clone(), paid_at: paid_at.map(EpochMs), ..bare(word) };
        assert_eq!(read_status(&message(name), &[&identity]), Ok(expected), "{name}");
        assert_eq!(read(&message(name)), Err(StatusFault::OtherPayment), "{name}");
    }

    #[test]
    fn a_payment_that_was_cancelled_after_it_was_paid_is_cancelled_though_its_result_code_is_success() {
        says(
            "inquiryPayment__canceled_after_pay",
            "20200513114010800100188770269589293",
            "REQUEST_20200513161204",
            Word::Cancelled,
            Some(1_589_357_572_000),
        );
    }

    #[test]
    fn a_pending_payment_is_pending_though_the_call_succeeded() {
        says(
            "inquiryPayment__payment_pending",
            "082043164880124384021415515243957428eKubpwyJuw202203311003871286",
            "PR_1644317047523158228811236",
            Word::Pending,
            None,
        );
    }

    #[test]
    fn a_paid_payment_is_paid() {
        says(
            "inquiryPayment__success_payment",
            "2019060811401080010018882020035XXXX",
            "pay_1089760038715669_10277574507XXXX",
            Word::Success,
            Some(1_559_359_861_000),
        );
    }

    #[test]
    fn a_payment_that_ran_out_of_time_has_failed_though_the_call_succeeded() {
        says(
            "inquiryPayment__timeout_payment",
            "2020112319401080010018820024107XXXX",
            "3cb72ff85fbbf033a5eb099797XXXX",
            Word::Fail,
            None,
        );
    }

    #[test]
    fn a_refunded_payment_stays_paid() {
        says(
            "inquiryPayment__transaction_fully_refunded",
            "20200513114010800100188990269543596",
            "REQUEST_20200513162746",
            Word::Success,
            Some(1_589_358_530_000),
        );
    }

    #[test]
    fn a_payment_that_nobody_paid_yet_is_processing() {
        says(
            "inquiryPayment__transaction_not_paid",
            "20200630114010800100188520278987166",
            "REQUEST_20200630181947995",
            Word::Processing,
            None,
        );
    }

    #[test]
    fn notifications_and_other_messages_name_no_status() {
        for name in [
            "notifyPayment__success_payment_result",
            "notifyPayment__payment_pending_result",
            "notifyPayment__fail_payment_failed_payment_result",
            "notifyPayment_ack__success",
            "cancel__success",
            "KASPI_KZ__pay_response_WAP",
            "pay__failed_transaction_exist",
        ] {
            assert_eq!(read_status(&message(name), &[&Identity::default()]), Err(StatusFault::NoStatus), "{name}");
        }
    }
}

mod short_form {
    use super::*;

    #[test]
    fn every_field_is_read() {
        let answer = json!({
            "status": "SUCCESS",
            "paymentId": "p",
            "paymentRequestId": "r",
            "redirectUrl": "/thanks",
            "pollAfterMs": 1_500,
            "expireTime": "1970-01-01T00:00:02Z",
            "serverTime": 1_000,
            "paymentTime": "1970-01-01T00:00:01.5Z",
        });
        assert_eq!(
            read(&answer.to_string()),
            Ok(StatusAnswer {
                word: Word::Success,
                identity: named("p", "r"),
                redirect_url: Some("/thanks".into()),
                poll_after: Some(1_500),
                expires: Some(EpochMs(2_000)),
                server_time: Some(EpochMs(1_000)),
                paid_at: Some(EpochMs(1_500)),
            })
        );
    }

    #[test]
    fn every_word_is_known_by_either_name() {
        for (text, word) in [
            ("PROCESSING", Word::Processing),
            ("PENDING", Word::Pending),
            ("SUCCESS", Word::Success),
            ("FAIL", Word::Fail),
            ("CANCELLED", Word::Cancelled),
            ("success", Word::Unknown),
            ("PAID", Word::Unknown),
            ("408", Word::Unknown),
        ] {
            for field in ["status", "paymentStatus"] {
                assert_eq!(read(&json!({field: text}).to_string()), Ok(bare(word)), "{field} {text}");
            }
        }
    }

    #[test]
    fn times_with_a_fraction_of_a_millisecond_are_read() {
        let answer =
            json!({"status": "PROCESSING", "serverTime": 1_769_408_173_123.45, "expireTime": 2.5, "pollAfterMs": 7.9});
        let answer = read(&answer.to_string()).unwrap();
        assert_eq!(answer.server_time, Some(EpochMs(1_769_408_173_123)));
        assert_eq!((answer.expires, answer.poll_after), (Some(EpochMs(2)), Some(7)));
    }

    #[test]
    fn antoms_name_wins_over_the_short_one() {
        let both = json!({"status": "SUCCESS", "paymentStatus": "PROCESSING"});
        assert_eq!(read(&both.to_string()), Ok(bare(Word::Processing)));
        let odd = json!({"status": "SUCCESS", "paymentStatus": null});
        assert_eq!(read(&odd.to_string()), Ok(bare(Word::Success)));
    }

    #[test]
    fn fields_that_cannot_be_read_are_absent() {
        let odd = json!({"status": "FAIL", "redirectUrl": {}, "pollAfterMs": "soon", "expireTime": "later", "serverTime": [], "paymentTime": ""});
        assert_eq!(read(&odd.to_string()), Ok(bare(Word::Fail)));
    }
}

mod refused {
    use super::*;

    #[test]
    fn what_is_no_name_is_no_name_of_ours() {
        for odd in [json!({}), json!(["p"]), json!(1.5)] {
            for field in ["paymentId", "paymentRequestId"] {
                assert_eq!(read(&json!({"status": "SUCCESS", field: odd}).to_string()), Err(StatusFault::OtherPayment));
            }
        }
        assert!(read(r#"{"status":"SUCCESS","paymentId":null,"paymentRequestId":""}"#).is_ok());
    }

    #[test]
    fn a_place_to_go_to_is_a_string() {
        let answer = read(r#"{"status":"SUCCESS","redirectUrl":5}"#).unwrap();
        assert_eq!(answer.redirect_url, None);
    }

    #[test]
    fn what_is_no_object_is_no_status() {
        for text in ["", "<!doctype html><title>Log in</title>", "{\"status\":\"SUCC", "null", "[]", "\"SUCCESS\"", "1"]
        {
            assert_eq!(read(text), Err(StatusFault::NotJson), "{text}");
        }
    }

    #[test]
    fn an_object_without_a_status_is_none() {
        for text in
            ["{}", r#"{"result":{"resultStatus":"S"}}"#, r#"{"status":{}}"#, r#"{"paymentResultCode":"SUCCESS"}"#]
        {
            assert_eq!(read(text), Err(StatusFault::NoStatus), "{text}");
        }
    }

    #[test]
    fn an_answer_that_names_another_payment_is_dropped() {
        for (payment_id, request_id) in [("q", "r"), ("p", "s"), ("q", "s")] {
            let answer = json!({"status": "SUCCESS", "paymentId": payment_id, "paymentRequestId": request_id});
            assert_eq!(read(&answer.to_string()), Err(StatusFault::OtherPayment));
        }
        for field in ["paymentId", "paymentRequestId"] {
            let answer = json!({"status": "SUCCESS", field: "elsewhere"});
            assert_eq!(read(&answer.to_string()), Err(StatusFault::OtherPayment), "{field}");
        }
    }

    #[test]
    fn an_answer_may_speak_of_any_of_the_orders_payments() {
        let (old, new) = (named("p1", "r1"), named("p2", "r2"));
        let about_the_old = json!({"status": "SUCCESS", "paymentId": "p1"}).to_string();
        assert!(read_status(&about_the_old, &[&new, &old]).is_ok());
        assert_eq!(read_status(&about_the_old, &[&new]), Err(StatusFault::OtherPayment));
    }
}

#[test]
fn names_that_are_written_as_numbers_are_told_apart_by_their_digits() {
    let ours = named("20260126194010800100188550244314856", "r");
    let answer = |id: &str| read_status(&format!(r#"{{"status":"SUCCESS","paymentId":{id}}}"#), &[&ours]);
    assert_eq!(answer("20260126194010800100188550244314856").map(|answer| answer.word), Ok(Word::Success));
    for other in ["20260126194010800100188550244314857", "2.0260126194010800e+34", "1.5", "7"] {
        assert_eq!(answer(other), Err(StatusFault::OtherPayment), "{other}");
    }
    // Whoever has no name of its own cannot tell.
    let nameless = read_status(r#"{"status":"SUCCESS","paymentId":2.02e+34}"#, &[&Identity::default()]);
    assert_eq!(nameless.map(|answer| answer.word), Ok(Word::Success));
}
