/** What Redis granted and what MySQL has settled, counted against each other, claim by claim where the counts differ. */
package io.firstcome.event.reconcile;
