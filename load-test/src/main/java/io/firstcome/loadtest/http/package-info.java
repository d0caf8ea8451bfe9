/** A small HTTP/1.1 client for thousands of connections at one moment: one blocking socket and one virtual thread each. */
package io.firstcome.loadtest.http;
