// Marks in the contents what is being read. Without it the page is whole.
(() => {
  const contents = document.querySelector("nav.contents");
  if (!contents) return;
  const links = new Map();
  for (const link of contents.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  let current;
  const follow = () => {
    const root = document.documentElement;
    const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
    const line = atEnd ? innerHeight : innerHeight / 3;
    const read = [...links.keys()].filter((heading) => heading.getBoundingClientRect().top <= line).pop();
    const link = links.get(read);
    if (link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    // Only the list itself is moved, never the page.
    const box = contents.getBoundingClientRect(), at = link.getBoundingClientRect();
    if (at.top < box.top + 48 || at.bottom > box.bottom - 48) contents.scrollTop += at.top - box.top - box.height / 2;
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of links.keys()) observer.observe(heading);
  addEventListener("scrollend", follow);
})();
