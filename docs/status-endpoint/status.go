// Go 1.19 or newer: go run status.go
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"regexp"
	"time"
)

type payment struct {
	Status     string    `json:"status"`
	PaymentID  string    `json:"paymentId"`
	ServerTime time.Time `json:"serverTime"`
}

// findPayment stands for your database: the file payments/<id> holds the status and Antom's paymentId.
func findPayment(id string) (*payment, error) {
	file, err := os.Open("payments/" + id)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	found := payment{ServerTime: time.Now().UTC()}
	_, err = fmt.Fscan(file, &found.Status, &found.PaymentID)
	return &found, err
}

var path = regexp.MustCompile(`^/payments/(\d+)/status$`)

func status(response http.ResponseWriter, request *http.Request) {
	response.Header().Set("Content-Type", "application/json")
	response.Header().Set("Cache-Control", "no-store")
	id := path.FindStringSubmatch(request.URL.Path)
	if id == nil {
		response.WriteHeader(http.StatusNotFound)
		return
	}
	// Here you also check that the payment belongs to the buyer of this session.
	found, err := findPayment(id[1])
	if err != nil {
		response.WriteHeader(http.StatusNotFound)
		return
	}
	json.NewEncoder(response).Encode(found)
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "8000"
	}
	http.HandleFunc("/payments/", status)
	log.Fatal(http.ListenAndServe("127.0.0.1:"+port, nil))
}
