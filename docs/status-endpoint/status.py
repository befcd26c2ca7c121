# Python 3.9 or newer: python3 status.py
import json
import os
import re
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def find_payment(payment):
    """Stands for your database: the file payments/<id> holds the status and Antom's paymentId."""
    try:
        status, payment_id = Path("payments", payment).read_text().split()
    except FileNotFoundError:
        return None
    return {"status": status, "paymentId": payment_id}


class Status(BaseHTTPRequestHandler):
    def do_GET(self):
        path = re.fullmatch(r"/payments/([0-9]+)/status", self.path)
        # Here you also check that the payment belongs to the buyer of this session.
        payment = path and find_payment(path[1])
        self.send_response(200 if payment else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if payment:
            payment["serverTime"] = datetime.now(timezone.utc).isoformat()
        self.wfile.write(json.dumps(payment or {}).encode())


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 8000))), Status).serve_forever()
