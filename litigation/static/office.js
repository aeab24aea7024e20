/* Keys, the place in the navigation, and copying. Every page works without this file. */
(function () {
  "use strict";

  var KEYS_OFF = "keys-off";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function keysAreOff() {
    try { return window.localStorage.getItem(KEYS_OFF) === "1"; } catch (refused) { return false; }
  }

  function rememberKeys(off) {
    try { window.localStorage.setItem(KEYS_OFF, off ? "1" : "0"); } catch (refused) { /* a private window keeps nothing */ }
  }

  /* The current entry stays in view when the bar scrolls sideways on a phone. */
  function showCurrentEntry() {
    var current = document.querySelector(".mainnav [aria-current]");
    if (current && current.parentElement.scrollWidth > current.parentElement.clientWidth) {
      current.parentElement.scrollLeft = current.offsetLeft - current.parentElement.offsetLeft - 48;
    }
  }

  /* The record's button repeats what will be stored; a remedy opens its task and day. */
  function repeatTiles() {
    var button = document.getElementById("record-button");
    if (!button) { return; }
    function say() {
      var done = [];
      each(".four input:checked + label b", function (word) { done.push(word.textContent); });
      button.textContent = done.length ? button.dataset.plain + button.dataset.stop + done.join(button.dataset.comma) : button.dataset.plain;
      if (document.getElementById("remedy").checked) { document.getElementById("remedy-more").open = true; }
    }
    each(".four input", function (tile) { tile.addEventListener("change", say); });
    say();
  }

  /* An error summary takes the focus, so that a screen reader starts with it. */
  function focusErrors() {
    var summary = document.querySelector(".errsum[tabindex]");
    if (summary) { summary.focus(); }
  }

  function typing(target) {
    return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && !/^(radio|checkbox)$/.test(target.type);
  }

  var rows = [];
  var row = -1;
  var afterG = false;

  function moveTo(index) {
    if (!rows.length) { return; }
    row = Math.max(0, Math.min(rows.length - 1, index));
    var first = rows[row].querySelector("input:not([type=hidden]), a, button");
    rows[row].scrollIntoView({ block: "center" });
    if (first) { first.focus(); }
  }

  /* 1 to 9 choose an answer in the current row; nothing is ever written by a single key. */
  function answer(number) {
    if (row < 0) { return false; }
    var choices = rows[row].querySelectorAll("input[type=radio]");
    if (!choices[number - 1]) { return false; }
    choices[number - 1].checked = true;
    choices[number - 1].focus();
    return true;
  }

  function go(key) {
    var entry = document.querySelector('.mainnav a[data-key="' + key + '"]');
    if (entry) { window.location.assign(entry.href); }
    return Boolean(entry);
  }

  function openHelp() {
    var help = document.getElementById("keys");
    if (!help) { return false; }
    help.open = true;
    help.querySelector("summary").focus();
    return true;
  }

  function act(key) {
    if (afterG) { afterG = false; return go(key); }
    if (key === "g") { afterG = true; return true; }
    if (key === "/") {
      var find = document.getElementById("find");
      if (find && find.offsetParent) { find.focus(); return true; }
      return false;
    }
    if (key === "?") { return openHelp(); }
    if (key === "j" || key === "k") { moveTo(row + (key === "j" ? 1 : -1)); return rows.length > 0; }
    return key >= "1" && key <= "9" ? answer(Number(key)) : false;
  }

  function listen() {
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || keysAreOff()) { return; }
      if (act(event.key)) { event.preventDefault(); }
    });
    each("#keys input[type=checkbox]", function (box) {
      box.checked = !keysAreOff();
      box.addEventListener("change", function () { rememberKeys(!box.checked); });
    });
  }

  /* <button data-copy="#id">: copies the text of that element and says so on the button. */
  function offerCopies() {
    if (!navigator.clipboard) { return; }
    each("[data-copy]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var source = document.querySelector(button.getAttribute("data-copy"));
        navigator.clipboard.writeText(source.value || source.textContent).then(function () {
          button.textContent = button.getAttribute("data-done");
        });
      });
    });
  }

  /* <button data-print>: shown only where a script can print. */
  function offerPrints() {
    each("[data-print]", function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { window.print(); });
    });
  }

  /* <div data-progress="address">: keeps a progress bar up to date, and loads the page anew at the end. */
  function watchProgress() {
    each("[data-progress]", function (box) {
      var bar = box.querySelector("progress");
      var words = box.querySelector("[data-say]");
      function ask() {
        window.fetch(box.getAttribute("data-progress"), { headers: { Accept: "application/json" } }).then(function (answer) {
          return answer.ok ? answer.json() : null;
        }).then(function (found) {
          if (!found) { return; }
          if (found.over) { window.location.reload(); return; }
          if (words.textContent !== found.sentence) { words.textContent = found.sentence; }
          bar.max = found.total || 1;
          if (found.done) { bar.value = found.done; } else { bar.removeAttribute("value"); }
          window.setTimeout(ask, 1500);
        }).catch(function () { window.setTimeout(ask, 5000); });
      }
      window.setTimeout(ask, 1000);
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    rows = document.querySelectorAll(".check:not(.head)");
    showCurrentEntry();
    focusErrors();
    repeatTiles();
    listen();
    offerCopies();
    offerPrints();
    watchProgress();
  });
}());
