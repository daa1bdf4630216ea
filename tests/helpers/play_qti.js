/* Plays a question in a page with the QTI player: gives each response, and returns what the question shows, and the score
   and the feedback that each response brings. */
async ({ url, id, responses }) => {
  const container = document.querySelector("item-container");
  container.itemURL = url;
  const item = await found(() => [...container.shadowRoot.querySelectorAll("qti-assessment-item")].find(isIt));
  await item.updateComplete;
  const choices = [...item.querySelectorAll("qti-simple-choice")];
  const interaction = choices[0].parentElement;
  const played = [];
  for (const response of responses) {
    item.updateResponseVariable("RESPONSE", response);
    item.processResponse();
    await new Promise(requestAnimationFrame);
    const shown = [...item.querySelectorAll("qti-modal-feedback")].filter((feedback) => feedback.showStatus === "on");
    played.push({
      score: Number(item.variables.find((variable) => variable.identifier === "SCORE").value),
      shown: shown.map((feedback) => ({ id: feedback.identifier, ...content(feedback) })),
    });
  }
  return {
    title: item.title,
    interaction: interaction.localName,
    prompt: interaction.querySelector("qti-prompt").textContent,
    choices: choices.map((choice) => [choice.identifier, choice.textContent]),
    scripts: item.querySelectorAll("script").length,
    played,
  };

  function isIt(element) {
    return element.identifier === id;
  }

  function content(element) {
    const links = [...element.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")]);
    return { text: [...element.querySelectorAll("p")].map((line) => line.textContent).join("\n"), links };
  }

  async function found(look) {
    for (let tries = 0; tries < 500; tries++) {
      const element = look();
      if (element) return element;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`the player does not show ${url}`);
  }
};
