-- Finds the claims of users. That somebody holds none can be told only while the stock can be relied on.
-- KEYS  stock, claims, unpublished
-- ARGV  users, 3,000 at most (Lua's stack)
-- Gives for each P and the claim, U and the claim when it is not known to be published, or nil; or {'!' and what is wrong} (fence.lua).
local head = redis.call('HMGET', KEYS[1], 'granted', 'run')
local wrong = fault(KEYS[2], head[1], head[2])
if wrong then
  return {wrong}
end
local found = redis.call('HMGET', KEYS[2], unpack(ARGV))
local names = {}
for i = 1, #ARGV do
  names[i] = ARGV[i] .. ':' .. string.match(found[i] or '', '^%d*')
end
local unpublished = redis.call('ZMSCORE', KEYS[3], unpack(names))
for i = 1, #ARGV do
  if found[i] then
    found[i] = (unpublished[i] and 'U' or 'P') .. found[i]
  end
end
return found
