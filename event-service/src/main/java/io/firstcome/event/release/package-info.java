/** An admin takes a claim back: its unit goes to the next applicant, its rank to nobody. */
package io.firstcome.event.release;
