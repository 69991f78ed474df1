"use strict";
// Checks what this page names, step by step. All words stand in the page; here it is only decided which of them are shown. A step
// that rests on another is looked at only where that one holds: nothing is ever shown as held that was not looked at. Nothing is
// kept, and nobody but this site is asked.
(() => {
  const page = document.getElementById("verify"), { item, version, part, absent, shown, sealed, moment, digits } = page.dataset;
  const form = page.querySelector("form"), verdict = page.querySelector("[role=status]");
  const steps = [...page.querySelectorAll("[data-step]")], step = name => steps.find(one => one.dataset.step === name);
  const holds = name => step(name).dataset.state === "held";

  // Numbers and moments as the page's language writes them: by the page's own way to write 1234567890, and the moment that it shows.
  const group = digits.slice(1, (digits.length - 10) / 3 + 1), figures = group ? digits.replaceAll(group, "") : digits;
  const written = value => typeof value !== "number" ? value
    : String(value).replace(/\B(?=(\d{3})+$)/g, "\0").replace(/[\d\0]/g, one => one === "\0" ? group : figures[(+one + 9) % 10]);
  const at = time => time === sealed ? moment : time.replace("T", " ").replace("Z", " UTC");

  // Shows one of the words that an element holds ready, and with them the state that they mean.
  const say = (element, word, ...values) => {
    for (const one of element.querySelectorAll("[data-word]")) {
      one.hidden = one.dataset.word !== word;
      if (one.hidden) continue;
      element.dataset.state = one.dataset.means;
      for (const place of one.querySelectorAll("[data-value]")) place.textContent = written(values[place.dataset.value]);
    }
    for (const one of element.querySelectorAll("[data-is]")) one.hidden = one.dataset.is !== element.dataset.state;
  };
  const tell = (name, word, ...values) => say(step(name), word, ...values);

  // What stands at an address; the bytes are null where it does not give them.
  const get = async (address, accept) => {
    try {
      const answer = await fetch(address, { cache: "no-store", credentials: "omit", redirect: "error", headers: { accept } });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return answer.ok ? { bytes, status: answer.status } : { bytes: null, status: answer.status, why: tlog.textOf(bytes) ?? "" };
    } catch { return { bytes: null, status: 0, why: "" }; }
  };
  const isRefusal = ({ status }) => [401, 403, 404, 410, 451].includes(status);
  const under = what => `/items/${item}/${version}/${what}`;

  const readProof = async () => {
    const got = await get(under("proof"), "text/plain"), proof = got.bytes && tlog.proof(got.bytes);
    if (proof) tell("proof", "held", proof.index, proof.checkpoint.size, proof.checkpoint.origin);
    else if (got.bytes) tell("proof", "unread");
    else if (isRefusal(got)) tell("proof", "refused", got.status);
    else tell("proof", got.why.includes(":not-signed") ? "early" : got.why.includes(":frozen") ? "frozen" : "unreachable");
    return proof;
  };

  // What the house seals about a version bears its item and version too: a hold, a picture, another reading.
  const versions = ["article", "update", "correction", "withdrawal"];
  const checkEntry = ({ entry }) => !versions.includes(entry.kind) ? tell("entry", "kind", entry.kind) : entry.item === item && entry.version === version
    ? tell("entry", "held", entry.item, version, at(entry.time))
    : tell("entry", "other", entry.item, entry.version);

  // The bytes of a part, held against the commitment. A salt is published with the bytes that it opens, and never without them.
  const checkBytes = async ({ entry, salts }, what, name) => {
    const got = await get(under(what), "*/*"), salt = salts[what];
    if (!got.bytes) return tell(name, !isRefusal(got) ? "unreachable" : salt ? "withheld" : "closed");
    const committed = tlog.base64(entry[what]);
    if (!committed || !salt) return tell(name, "unsealed");
    const isSame = tlog.same(tlog.commitment(what, salt, got.bytes), committed);
    tell(name, isSame ? "held" : "differs", got.bytes.length);
    return isSame ? got.bytes : null;
  };

  const parsed = html => new DOMParser().parseFromString(html ?? "", "text/html");
  // Characters that the page leaves out of a line, since they could turn it around, and white space.
  const plain = text => (text ?? "").replace(/[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\s\x85]+/g, " ").trim();
  const start = text => text.length > 80 ? text.slice(0, 80) + "…" : text;
  const difference = (one, other) => {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    at = Math.max(0, at - 20);
    return [start(one.slice(at)), start(other.slice(at))];
  };

  // What the article's page says: headline, lede, text, with what stands in the place of pictures.
  const readPage = html => {
    const all = parsed(html), heads = all.querySelectorAll("h1"), bodies = all.querySelectorAll("div.body");
    if (heads.length !== 1 || bodies.length > 1) return null;
    const lede = bodies[0]?.querySelector(":scope > p.lede"), pictures = bodies[0]?.querySelectorAll("span.pic") ?? [];
    lede?.remove();
    for (const picture of pictures) picture.textContent = picture.querySelector("img")?.alt ?? picture.textContent.split(" · ").slice(1).join(" · ");
    return { headline: plain(heads[0].textContent), lede: lede && plain(lede.textContent), text: plain(bodies[0]?.textContent) };
  };
  const readSealed = bytes => {
    const sealed = JSON.parse(new TextDecoder().decode(bytes)), body = parsed(sealed.bodies?.[0]?.value).body;
    for (const picture of body.querySelectorAll("img")) picture.replaceWith(picture.alt);
    const ledes = (sealed.descriptions ?? []).flatMap(({ value }) => [plain(value), plain(parsed(value).body.textContent)]);
    return part === "record"
      ? { headline: plain(sealed.headlines?.[0]?.value), ledes, texts: [plain(body.textContent)] }
      : { headline: plain(sealed.headline), ledes, texts: [plain(sealed.excerpt), plain(sealed.excerpt + " …")] };
  };

  const checkPage = async bytes => {
    const got = shown ? await get(shown, "text/html") : null, there = got?.bytes && readPage(new TextDecoder().decode(got.bytes));
    if (!there) return tell("page", got ? "unreachable" : "closed");
    const sealed = readSealed(bytes);
    if (sealed.headline && there.headline !== sealed.headline) return tell("page", "differs", start(there.headline), start(sealed.headline));
    if (there.lede && !sealed.ledes.includes(there.lede)) return tell("page", "differs", start(there.lede), "—");
    if (!sealed.texts.includes(there.text)) return tell("page", "differs", ...difference(there.text, sealed.texts[0]));
    tell("page", "held");
  };

  const checkInclusion = ({ index, path, bytes, checkpoint: { size, root } }) =>
    tell("inclusion", tlog.isIncluded(index, size, tlog.leaf(bytes), path, root) ? "held" : "apart", path.length, index, size);

  // A key that the reader has from elsewhere, or the one that this site serves: that one is no witness against it.
  const chooseKey = async ({ checkpoint }, pinned) => {
    const got = pinned ? null : await get("/log/key", "text/plain");
    if (got && !got.bytes) return tell("key", "unreachable");
    const key = tlog.key(pinned || tlog.textOf(got.bytes)?.trim() || "");
    if (!key) return tell("key", "none");
    if (key.name !== checkpoint.origin) return tell("key", "origin", checkpoint.origin, key.name);
    if (!checkpoint.signatures.some(one => tlog.isOf(one, key))) return tell("key", "other", key.vkey);
    tell("key", pinned ? "held" : "served", key.vkey);
    return key;
  };

  const checkSignature = async ({ checkpoint }, key) => {
    const signed = await tlog.isSigned(checkpoint, key);
    tell("signature", signed ? "held" : signed === null ? "unable" : "forged", checkpoint.size);
  };

  // One after the other, as they stand on the page; each only where what it rests on holds.
  const check = async pinned => {
    const proof = await readProof();
    if (!proof) return;
    checkEntry(proof);
    if (!holds("entry")) return;
    const bytes = part ? await checkBytes(proof, part, "text") : tell("text", absent);
    if (bytes) await checkPage(bytes);
    if (step("delivery")) await checkBytes(proof, "delivery", "delivery");
    checkInclusion(proof);
    const key = holds("inclusion") && await chooseKey(proof, pinned);
    if (key) await checkSignature(proof, key);
  };

  const judge = () => {
    const states = steps.map(one => one.dataset.state), open = states.filter(state => state === "open").length;
    const onlyKey = open === 1 && step("key").dataset.state === "open" && holds("signature");
    say(verdict, states.includes("failed") ? "failed" : open === 0 ? "held" : onlyKey ? "key" : open === steps.length ? "nothing" : "open", open);
  };

  const run = async () => {
    const button = form.querySelector("button");
    button.disabled = true;
    for (const one of steps) say(one, "waiting");
    say(verdict, "running");
    try {
      await check(form.elements.key.value.trim());
    } catch { /* What broke has left its step, and all after it, as not looked at. */ }
    for (const one of steps) if (one.dataset.state === "waiting") say(one, "skipped");
    judge();
    button.disabled = false;
  };

  form.addEventListener("submit", event => {
    event.preventDefault();
    run();
  });
  form.hidden = false;
  run();
})();
