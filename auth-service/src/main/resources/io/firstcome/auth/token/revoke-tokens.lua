-- Makes access tokens dead. The set is written before the messages go out, so that a gateway that subscribes in between
-- finds them in the set, which it reads after it has subscribed. What has ended by itself leaves the set.
-- KEYS: 1 set of dead tokens
-- ARGV: 1 channel, which all nodes of a cluster hear, 2 now (epoch ms), then for each token its id and its expiry (epoch ms)
-- Returns {number of tokens}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
for i = 3, #ARGV, 2 do
  redis.call('ZADD', KEYS[1], ARGV[i + 1], ARGV[i])
end
for i = 3, #ARGV, 2 do
  redis.call('PUBLISH', ARGV[1], ARGV[i] .. ':' .. ARGV[i + 1])
end
return {(#ARGV - 2) / 2}
