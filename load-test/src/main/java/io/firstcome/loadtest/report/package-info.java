/** What a person sees of a rehearsal: progress while it runs, figures and a table at its end. */
package io.firstcome.loadtest.report;
