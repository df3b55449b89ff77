/** Additions to pages that work without them: the reader's zone, `/`, copy buttons, and a page that stays young. */

const EVERY_MS = 10_000;

function tellZone() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const known = document.cookie.split('; ').find((cookie) => cookie.startsWith('bridge_zone='));
  const wanted = `bridge_zone=${encodeURIComponent(timeZone)}`;
  if (known === wanted || !timeZone) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${wanted}; Path=/console; Max-Age=31536000; SameSite=Strict${secure}`;
  void refresh();
}

addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  const field = document.querySelector('.find input[type=search]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  say('Copied');
});

/** Only where the browser lets a page write to the clipboard: over https, or at home. */
function showCopies(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll('[data-copy][hidden]')) button.hidden = false;
}

function say(words) {
  document.querySelector('.toast')?.remove();
  const toast = document.createElement('p');
  toast.className = 'toast';
  toast.setAttribute('role', 'status');
  toast.textContent = words;
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2000);
}

/** Somebody is in the middle of something that a new page would take away. */
function isBusy() {
  if (document.hidden || !getSelection().isCollapsed) return true;
  if (hasChanged || document.querySelector('details.menu[open], dialog[open]')) return true;
  return document.activeElement?.matches('input, textarea, select') ?? false;
}

/** Something was written or ticked on the page, and is not sent yet. */
let hasChanged = false;
addEventListener('input', (event) => {
  if (event.target.closest('main')) hasChanged = true;
});

/** Sections that are the same stay, with what is open in them and where they are scrolled to. */
async function refresh() {
  if (isBusy() || !document.querySelector('[data-live]')) return;
  // Ended before the next one begins.
  const signal = AbortSignal.timeout(EVERY_MS);
  const headers = { accept: 'text/html' };
  const response = await fetch(location.href, { headers, signal }).catch(() => undefined);
  if (!response?.ok || response.redirected) return;
  const text = await response.text().catch(() => '');
  const page = new DOMParser().parseFromString(text, 'text/html');
  if (isBusy() || !page.querySelector('main')) return;
  replace('main', page);
  replace('.side', page);
  const [old, young] = [document, page].map((of) => of.querySelector('.live'));
  if (old && young) old.replaceWith(young);
}

function replace(selector, page) {
  const [old, young] = [document, page].map((of) => of.querySelector(selector));
  if (!old || !young) return;
  const known = namesOf(old);
  let place = old.firstElementChild;
  for (const [name, part] of namesOf(young)) {
    const before = known.get(name);
    known.delete(name);
    if (before === place) place = place?.nextElementSibling ?? null;
    if (!before) old.insertBefore(part, place);
    else if (bare(before) !== bare(part)) exchange(before, part);
  }
  for (const gone of known.values()) gone.remove();
}

/** Sections by their headings, the others by their kind and number: the same one in the page of before and in the new one. */
function namesOf(parent) {
  const names = new Map();
  for (const part of [...parent.children]) {
    const name = part.getAttribute('aria-labelledby') || part.id || `${part.tagName} ${part.className}`;
    let number = 0;
    while (names.has(`${name} ${number}`)) number++;
    names.set(`${name} ${number}`, part);
  }
  return names;
}

function exchange(old, young) {
  const focused = pathTo(old, document.activeElement);
  reopen(old, young);
  old.replaceWith(young);
  showCopies(young);
  focused?.reduce((node, at) => node?.children[at], young)?.focus?.({ preventScroll: true });
}

/** As it came: without what this module and the reader changed, and without tokens, which are new each time. */
function bare(part) {
  const copy = part.cloneNode(true);
  for (const one of copy.querySelectorAll('[data-copy]')) one.hidden = true;
  for (const one of [copy, ...copy.querySelectorAll('details')]) one.removeAttribute('open');
  for (const one of copy.querySelectorAll('[name=_csrf]')) one.remove();
  return copy.outerHTML;
}

function reopen(old, young) {
  const [were, are] = [old, young].map((of) => [of, ...of.querySelectorAll('*')].filter(isFold));
  were.forEach((one, index) => {
    if (are[index]) are[index].open = one.open;
  });
}

function isFold(element) {
  return element.tagName === 'DETAILS';
}

/** Places of an element among its parents' children; undefined where it is not within. */
function pathTo(root, element) {
  if (!element || !root.contains(element)) return undefined;
  const path = [];
  for (let node = element; node !== root; node = node.parentElement) {
    path.unshift([...node.parentElement.children].indexOf(node));
  }
  return path;
}

/** How old the page is, by this clock alone and not the server's. */
let readAt = performance.now();
new MutationObserver(() => (readAt = performance.now())).observe(
  document.querySelector('.top') ?? document.body,
  {
    childList: true,
  },
);
setInterval(() => {
  const live = document.querySelector('[data-live]');
  if (!live) return;
  const seconds = Math.round((performance.now() - readAt) / 1000);
  live.textContent = seconds === 0 ? 'Live, read just now' : `Live, read ${seconds} s ago`;
}, 1000);

/** A menu closes when somebody goes elsewhere. */
addEventListener('pointerdown', (event) => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && event.target.closest?.('details.menu[open]');
  if (!menu) return;
  menu.open = false;
  menu.querySelector('summary').focus();
});

showCopies(document);
tellZone();
setInterval(refresh, EVERY_MS);
