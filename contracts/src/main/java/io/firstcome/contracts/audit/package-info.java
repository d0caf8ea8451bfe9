/** What admins did, as each service that did it keeps it. */
package io.firstcome.contracts.audit;
