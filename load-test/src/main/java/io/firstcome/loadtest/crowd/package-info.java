/** The herd itself: who applies, when and how often, and what each of them was told. */
package io.firstcome.loadtest.crowd;
