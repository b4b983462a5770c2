// The search of the site's first page. It reads the index only when somebody searches, and puts texts in as texts.
"use strict";
(() => {
  const MOST = 30, AROUND = 40;
  const form = document.querySelector("form.search");
  const box = form.querySelector("input"), count = form.querySelector(".count"), list = form.querySelector(".results");
  let asked = false;

  // Full-width signs as half-width ones, sign by sign, so that places stay the same.
  const fold = (text) => text.replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).toLowerCase();

  function load() {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.index;
    script.onload = search;
    document.head.append(script);
  }

  // What each word is worth where it stands; 0 where it stands nowhere.
  function worth(word, places) {
    let most = 0;
    for (const [text, value] of places) if (value > most && fold(text).includes(word)) most = value;
    return most;
  }

  function scored(words, places) {
    let sum = 0;
    for (const word of words) {
      const value = worth(word, places);
      if (!value) return 0;
      sum += value;
    }
    return sum;
  }

  function found(words) {
    const hits = [];
    for (const review of self.nianbaoIndex) {
      const whole = [[review.o, 9], [`${review.y}年 ${review.t}`, 9], [review.k, 9]];
      const score = scored(words, whole);
      if (score) {
        hits.push({ review, score: score + 100, section: null });
        continue;
      }
      for (const section of review.s) {
        const [, heading, text, labels, typed] = section;
        const own = scored(words, [...whole.map(([part]) => [part, 1]), [heading, 8], [typed, 6], [labels, 4], [text, 2]]);
        if (own) hits.push({ review, score: own, section });
      }
    }
    return hits.sort((one, other) => other.score - one.score || other.review.y - one.review.y);
  }

  function element(tag, ...parts) {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  }

  // The words around the first of those sought, which is marked.
  function excerpt(words, texts) {
    for (const text of texts) {
      const folded = fold(text);
      const at = words.map((word) => [folded.indexOf(word), word.length]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
      if (!at) continue;
      const [place, length] = at, begin = Math.max(0, place - AROUND), end = place + length + AROUND;
      return element("p", begin ? "…" : "", text.slice(begin, place), element("mark", text.slice(place, place + length)),
        text.slice(place + length, end), end < text.length ? "…" : "");
    }
    return element("p", texts[0].slice(0, 2 * AROUND));
  }

  function shown(words, { review, section }) {
    const link = element("a", `${review.o}　${review.t}${section && section[1] ? ` › ${section[1]}` : ""}`);
    link.href = review.u.split("/").map(encodeURIComponent).join("/") + (section ? `#${encodeURIComponent(section[0])}` : "");
    return element("li", link, ...(section ? [excerpt(words, [section[2], section[3].replaceAll("\n", "，")])] : []));
  }

  function search() {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    count.textContent = "";
    if (!words.length || !self.nianbaoIndex) return;
    const hits = found(words);
    const says = hits.length > MOST ? form.dataset.more : hits.length ? form.dataset.found : form.dataset.none;
    count.textContent = says.replace("{n}", hits.length).replace("{m}", MOST);
    list.append(...hits.slice(0, MOST).map((hit) => shown(words, hit)));
  }

  box.addEventListener("focus", load);
  box.addEventListener("input", () => { load(); search(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  // Coming back from a result, the browser has kept what was typed.
  addEventListener("pageshow", () => { if (box.value) { load(); search(); } });
  form.hidden = false;
})();
