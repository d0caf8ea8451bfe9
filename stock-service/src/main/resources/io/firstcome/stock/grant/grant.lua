-- Decides on a batch of applicants of one event. Redis runs a script alone, so this is one step. What concerns many is one command
-- each: a command called from a script costs about as much as all that is decided for one applicant.
-- KEYS  stock, claims, unpublished, free units, free ranks (see LedgerKeys)
-- ARGV  the number of published claims, these as user:rank, then user and language of each applicant; 3,000 of each at most (Lua's stack)
-- Gives {'!' and what is wrong} when the stock cannot be relied on (fence.lua); nothing is changed then. Otherwise one text per applicant:
--   G<claim> granted now · P<claim> held already, published · U<claim> held already, not known to be published · S sold out
local stock, claims, unpublished, freeUnits, freeRanks = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]

local head = redis.call('HMGET', stock, 'quantity', 'granted', 'rank', 'run')
local wrong = fault(claims, head[2], head[4])
if wrong then
  return {wrong}
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

-- What came back goes first, the lowest number before the others. Nearly always nothing did.
local units, ranks = {}, {}
if redis.call('EXISTS', freeUnits, freeRanks) > 0 then
  units = redis.call('ZRANGE', freeUnits, 0, #users - 1)
  ranks = redis.call('ZRANGE', freeRanks, 0, #users - 1)
end

local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local held = redis.call('HMGET', claims, unpack(users))
local outcomes, fresh, newClaims, newUnpublished = {}, {}, {}, {}
local new = 0

for i, user in ipairs(users) do
  if held[i] then
    local name = user .. ':' .. string.match(held[i], '^%d+')
    outcomes[i] = (redis.call('ZSCORE', unpublished, name) and 'U' or 'P') .. held[i]
  elseif fresh[user] then
    outcomes[i] = 'U' .. fresh[user]
  elseif granted < quantity then
    granted = granted + 1
    new = new + 1
    local claimRank = ranks[new]
    if not claimRank then
      rank = rank + 1
      claimRank = rank
    end
    -- Without free units those in use are 1 to the number of claims, so that number is the next unit.
    local claim = claimRank .. ':' .. (units[new] or granted) .. ':' .. now .. ':'
      .. ARGV[firstApplicant + 2 * i - 1]
    fresh[user] = claim
    outcomes[i] = 'G' .. claim
    newClaims[#newClaims + 1] = user
    newClaims[#newClaims + 1] = claim
    newUnpublished[#newUnpublished + 1] = now
    newUnpublished[#newUnpublished + 1] = user .. ':' .. claimRank
  else
    outcomes[i] = 'S'
  end
end

if new > 0 then
  redis.call('HSET', claims, unpack(newClaims))
  redis.call('ZADD', unpublished, unpack(newUnpublished))
  redis.call('HSET', stock, 'granted', granted, 'rank', rank)
  if #units > 0 then
    redis.call('ZREM', freeUnits, unpack(units, 1, math.min(new, #units)))
  end
  if #ranks > 0 then
    redis.call('ZREM', freeRanks, unpack(ranks, 1, math.min(new, #ranks)))
  end
end
return outcomes
