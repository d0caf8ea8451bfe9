-- Decides on a batch of applicants of one event. Redis runs a script alone, so this is one step.
-- KEYS  stock, claims, unpublished (see LedgerKeys)
-- ARGV  the number of published users, these users, then user and language of each applicant
-- Gives one text per applicant, or nothing when there is no stock:
--   G<claim> granted now · P<claim> held already, published · U<claim> held already, not known to be published · S sold out
local stock, claims, unpublished = KEYS[1], KEYS[2], KEYS[3]

local head = redis.call('HMGET', stock, 'quantity', 'granted', 'rank')
if not head[1] then
  return {}
end
local quantity, granted, rank = tonumber(head[1]), tonumber(head[2]), tonumber(head[3])

local firstApplicant = tonumber(ARGV[1]) + 2
for i = 2, firstApplicant - 1 do
  redis.call('ZREM', unpublished, ARGV[i])
end

local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
local before = granted
local outcomes = {}

for i = firstApplicant, #ARGV, 2 do
  local user = ARGV[i]
  local held = redis.call('HGET', claims, user)
  local outcome
  if held then
    outcome = (redis.call('ZSCORE', unpublished, user) and 'U' or 'P') .. held
  elseif granted < quantity then
    granted = granted + 1
    rank = rank + 1
    local claim = string.format('%.0f:%.0f:', rank, granted) .. now .. ':' .. ARGV[i + 1]
    redis.call('HSET', claims, user, claim)
    redis.call('ZADD', unpublished, now, user)
    outcome = 'G' .. claim
  else
    outcome = 'S'
  end
  outcomes[#outcomes + 1] = outcome
end

if granted > before then
  redis.call('HSET', stock, 'granted', granted, 'rank', rank)
end
return outcomes
