# The question as the element asks it; the answer is one JSON object.
curl --fail --silent --show-error --header 'Accept: application/json' "${SHOP:-http://127.0.0.1:8000}/payments/42/status"
