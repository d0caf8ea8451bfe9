/** What admins did, written down by the service that did it. */
package io.firstcome.kit.audit;
