/** The pages for people: static files, told from memory. */
package io.firstcome.gateway.page;
