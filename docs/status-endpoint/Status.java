// Java 17 or newer: java Status.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

public class Status {
    static final Pattern PATH = Pattern.compile("/payments/(\\d+)/status");

    /** Stands for your database: the file payments/<id> holds the status and Antom's paymentId. */
    static String[] findPayment(String id) throws IOException {
        Path file = Path.of("payments", id);
        return Files.exists(file) ? Files.readString(file).strip().split(" ") : null;
    }

    static void answer(HttpExchange exchange) throws IOException {
        var path = PATH.matcher(exchange.getRequestURI().getPath());
        // Here you also check that the payment belongs to the buyer of this session.
        String[] payment = path.matches() ? findPayment(path.group(1)) : null;
        String body = payment == null ? "{}" : """
            {"status": "%s", "paymentId": "%s", "serverTime": "%s"}""".formatted(payment[0], payment[1], Instant.now());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(payment == null ? 404 : 200, body.length());
        exchange.getResponseBody().write(body.getBytes());
        exchange.close();
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8000"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", Status::answer);
        server.start();
    }
}
