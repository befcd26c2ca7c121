<?php
// PHP 8: php -S 127.0.0.1:8000 status.php

/** Stands for your database: the file payments/<id> holds the status and Antom's paymentId. */
function find_payment(string $id): ?array
{
    $text = @file_get_contents("payments/$id");
    if ($text === false) {
        return null;
    }
    [$status, $paymentId] = explode(' ', trim($text));
    return ['status' => $status, 'paymentId' => $paymentId];
}

$found = preg_match('#^/payments/(\d+)/status$#', $_SERVER['REQUEST_URI'], $path);
// Here you also check that the payment belongs to the buyer of this session.
$payment = $found ? find_payment($path[1]) : null;
http_response_code($payment ? 200 : 404);
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode($payment ? $payment + ['serverTime' => gmdate('c')] : new stdClass());
