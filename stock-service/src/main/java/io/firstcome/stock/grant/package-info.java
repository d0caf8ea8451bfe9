/** The decision itself: a batch of applicants goes in, one outcome each comes out, nobody else gets in between. */
package io.firstcome.stock.grant;
