/** What a request says of itself, and how much of it is believed: its client's address, its language, its body. */
package io.firstcome.gateway.request;
