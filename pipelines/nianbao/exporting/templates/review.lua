-- pandoc's filter from the review's HTML to Typst. What review.typ sets in a way of its own becomes a call of its
-- function; nothing from the records is ever written as Typst code: it goes through pandoc's writer, which escapes it.

local DROPPED = { narrow = true, ['chart-data'] = true, fold = true }
local SET = { cover = true, verdict = true, notice = true, office = true, ['as-of'] = true, finding = true,
  ['card-label'] = true, ['card-value'] = true, ['card-before'] = true,
  base = true, details = true, law = true, severity = true, unit = true, note = true }

local function raw(text) return pandoc.RawBlock('typst', text) end
local function quoted(text) return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"') .. '"' end

local function typst(blocks)
  return (pandoc.write(pandoc.Pandoc(blocks), 'typst'):gsub('%s+$', ''))
end

local function has(element, classes)
  for _, class in ipairs(element.classes) do
    if classes[class] then return class end
  end
end

local function image(picture, width)
  local alt = picture.attributes.alt or pandoc.utils.stringify(picture.caption)
  return 'image(' .. quoted(picture.src) .. ', alt: ' .. quoted(alt) .. ', width: ' .. width .. ')'
end

local function call(name, content)
  local out = pandoc.Blocks { raw('#' .. name .. '[') }
  out:extend(content)
  out:insert(raw(']'))
  return out
end

local function cards(div)
  local out = pandoc.Blocks { raw('#cards(') }
  for _, card in ipairs(div.content) do
    out:insert(raw('['))
    out:extend(card.content)
    out:insert(raw('],'))
  end
  out:insert(raw(')'))
  return out
end

-- How wide the text stands, in Chinese characters.
local function width(text)
  local sum = 0
  for _, code in utf8.codes(text) do sum = sum + (code < 0x2000 and 0.55 or 1) end
  return sum
end

-- Latin names of files have no place to break; a break of no width after these signs gives them one.
local function breakable(str)
  return pandoc.Str((str.text:gsub('[%w%._/-]+', function(run)
    return #run >= 16 and run:gsub('[%._/-]', '%0\u{200B}') or nil
  end)))
end

local function cell(found, heading)
  local text = typst(pandoc.Blocks(found.contents):walk { Str = breakable })
  local spans = ''
  if found.col_span > 1 then spans = spans .. 'colspan: ' .. found.col_span .. ', ' end
  if found.row_span > 1 then spans = spans .. 'rowspan: ' .. found.row_span .. ', ' end
  if heading then text = '#heavy[' .. text .. ']' end
  return 'table.cell(' .. spans .. ')[' .. text .. '], '
end

local function rows(list, heading)
  local out = {}
  for _, row in ipairs(list) do
    for _, found in ipairs(row.cells) do out[#out + 1] = cell(found, heading) end
    out[#out + 1] = '\n'
  end
  return table.concat(out)
end

-- Number columns are as wide as they need; the others share the rest by how much they hold.
local function columns(found, body)
  local widths, numbers, count = {}, {}, #found.colspecs
  local function measure(list)
    for _, row in ipairs(list) do
      for n, one in ipairs(row.cells) do
        if one.classes:includes('num') then numbers[n] = true end
        local paragraphs = pandoc.utils.blocks_to_inlines(one.contents)
        widths[n] = math.max(widths[n] or 0, width(pandoc.utils.stringify(paragraphs)))
      end
    end
  end
  measure(found.head.rows)
  measure(body)
  local sizes, alignments = {}, {}
  for n = 1, count do
    sizes[n] = numbers[n] and 'auto' or string.format('%.1ffr', math.min(math.max(widths[n] or 0, 8), 18))
    alignments[n] = numbers[n] and 'right' or 'left'
  end
  return '(' .. table.concat(sizes, ', ') .. ',)', '(' .. table.concat(alignments, ', ') .. ',)'
end

local function review_table(found)
  local body = pandoc.List {}
  for _, part in ipairs(found.bodies) do
    body:extend(part.head)
    body:extend(part.body)
  end
  local sizes, alignments = columns(found, body)
  local whole = #body <= 12 and 'whole: true, ' or ''
  local out = { '#review-table(' .. whole .. 'caption: [' .. typst(found.caption.long) .. '], columns: ' .. sizes .. ', align: ' .. alignments .. ',\n' }
  if #found.head.rows > 0 then
    out[#out + 1] = 'table.header(repeat: true, ' .. rows(found.head.rows, true) .. '),\ntable.hline(stroke: 0.8pt),\n'
  end
  out[#out + 1] = rows(body, false)
  if #found.foot.rows > 0 then
    out[#out + 1] = 'table.hline(stroke: 0.8pt),\n' .. rows(found.foot.rows, true)
  end
  out[#out + 1] = ')'
  return raw(table.concat(out))
end

local function chart(figure)
  local finding, picture = pandoc.Blocks {}, nil
  for _, block in ipairs(figure.content) do
    if block.t == 'Div' and block.classes:includes('finding') then
      finding = block.content
    else
      block:walk { Image = function(found) picture = picture or found end }
    end
  end
  if not picture then return figure.content end
  return raw('#chart(finding: [' .. typst(finding) .. '], caption: [' .. typst(figure.caption.long) .. '], '
    .. image(picture, '100%') .. ')')
end

local figures = { Figure = chart }

local inlines = {
  Span = function(span)
    if has(span, DROPPED) then return {} end
    local name = has(span, SET)
    if not name then return span.content end
    local out = pandoc.Inlines { pandoc.RawInline('typst', '#' .. name .. '[') }
    out:extend(span.content)
    out:insert(pandoc.RawInline('typst', ']'))
    return out
  end,
  -- A link within the page may lead to what the PDF leaves out; its words stay.
  Link = function(link)
    if link.target:sub(1, 1) == '#' then return link.content end
  end,
  Image = function(picture) return pandoc.RawInline('typst', '#box(' .. image(picture, 'auto') .. ')') end,
}

local divisions = {
  Div = function(div)
    if has(div, DROPPED) then return {} end
    if div.classes:includes('card') then return nil end
    if div.classes:includes('cards') then return cards(div) end
    local name = has(div, SET)
    return name and call(name, div.content) or div.content
  end,
}

local blocks = {
  Header = function(header)
    if header.level == 1 then return raw('#title()') end
    return pandoc.Header(header.level - 1, header.content)
  end,
  Table = review_table,
}

-- Each in its turn: a table writes its cells, so what stands in them must be done before.
return { figures, inlines, divisions, blocks }
