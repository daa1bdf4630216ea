/* The assessment and what follows from it. Without this script the page is a form for paper. */
import { today } from "../days.js";
import { startBar } from "./bar.js";
import { startBoard } from "./board-view.js";
import { startCompare } from "./compare-view.js";
import { custody } from "./custody.js";
import { ASSESSMENT } from "./formats.js";
import { startPlan } from "./plan-view.js";
import { startPriorities } from "./priorities-view.js";
import { bindQuestions, readQuestions } from "./questions.js";
import { createState, emptyAssessment } from "./state.js";

const { content: edition } = document.querySelector('meta[name="edition"]');
const empty = () => emptyAssessment(edition, today());
const questions = readQuestions();
const state = createState(empty());

bindQuestions(questions, state);
startBar(questions, state);
startPriorities(questions, state);
startCompare(questions, state);
startPlan(questions, state);
startBoard(questions, state);

const changed = custody({
  place: document.getElementById("tools-custody"),
  format: ASSESSMENT,
  current: state.current,
  open: state.open,
  empty,
});
state.whenChanged(({ isOpened }) => isOpened || changed());
