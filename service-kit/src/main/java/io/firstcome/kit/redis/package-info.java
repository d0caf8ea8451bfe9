/** One Redisson client per service that needs Redis. */
package io.firstcome.kit.redis;
