/** From the log into MySQL: reads granted claims, settles each exactly once, and tells what is settled. */
package io.firstcome.notification.settle;
