/** The hot path: window, grant, publish, answer, for hundreds of requests at a time. */
package io.firstcome.event.apply;
