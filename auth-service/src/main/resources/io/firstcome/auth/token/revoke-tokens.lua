-- Makes access tokens dead. The set is written before the messages go out, so that a gateway that subscribes in between
-- finds them in the set, which it reads after it has subscribed. What has ended by itself leaves the set.
-- KEYS: 1 set of dead tokens, 2 channel
-- ARGV: 1 now (epoch ms), then for each token its id and its expiry (epoch ms)
-- Returns {number of tokens}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[1])
for i = 2, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
end
for i = 2, #ARGV, 2 do
  redis.call('PUBLISH', KEYS[2], ARGV[i] .. ':' .. ARGV[i + 1])
end
return {(#ARGV - 1) / 2}
