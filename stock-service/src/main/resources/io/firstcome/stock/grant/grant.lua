-- Decides on a batch of applicants of one event. Redis runs a script alone, so this is one step. What concerns many is one command
-- each: a command called from a script costs about as much as all that is decided for one applicant.
-- KEYS  stock, claims, unpublished (see LedgerKeys)
-- ARGV  the number of published users, these users, then user and language of each applicant; 3,000 of each at most (Lua's stack)
-- Gives one text per applicant, or nothing when there is no stock:
--   G<claim> granted now · P<claim> held already, published · U<claim> held already, not known to be published · S sold out
local stock, claims, unpublished = KEYS[1], KEYS[2], KEYS[3]

local head = redis.call('HMGET', stock, 'quantity', 'granted', 'rank')
if not head[1] then
  return {}
end
local quantity, granted, rank = tonumber(head[1]), tonumber(head[2]), tonumber(head[3])

local firstApplicant = tonumber(ARGV[1]) + 2
if firstApplicant > 2 then
  redis.call('ZREM', unpublished, unpack(ARGV, 2, firstApplicant - 1))
end

local users = {}
for i = firstApplicant, #ARGV, 2 do
  users[#users + 1] = ARGV[i]
end
if #users == 0 then
  return {}
end

local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local held = redis.call('HMGET', claims, unpack(users))
local outcomes, fresh, newClaims, newUnpublished = {}, {}, {}, {}

for i, user in ipairs(users) do
  if held[i] then
    outcomes[i] = (redis.call('ZSCORE', unpublished, user) and 'U' or 'P') .. held[i]
  elseif fresh[user] then
    outcomes[i] = 'U' .. fresh[user]
  elseif granted < quantity then
    granted = granted + 1
    rank = rank + 1
    local claim = rank .. ':' .. granted .. ':' .. now .. ':' .. ARGV[firstApplicant + 2 * i - 1]
    fresh[user] = claim
    outcomes[i] = 'G' .. claim
    newClaims[#newClaims + 1] = user
    newClaims[#newClaims + 1] = claim
    newUnpublished[#newUnpublished + 1] = now
    newUnpublished[#newUnpublished + 1] = user
  else
    outcomes[i] = 'S'
  end
end

if #newClaims > 0 then
  redis.call('HSET', claims, unpack(newClaims))
  redis.call('ZADD', unpublished, unpack(newUnpublished))
  redis.call('HSET', stock, 'granted', granted, 'rank', rank)
end
return outcomes
