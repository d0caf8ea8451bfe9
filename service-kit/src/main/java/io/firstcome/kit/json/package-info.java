/** JSON is read as strictly in one service as in the other. */
package io.firstcome.kit.json;
