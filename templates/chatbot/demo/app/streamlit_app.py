"""A page to chat with the documents: answers with their citations, results and limits.

    streamlit run app/streamlit_app.py

It starts as it is on Streamlit Community Cloud or in a Hugging Face Space: where there is no model
yet, it makes one first, which takes less than a minute.
"""

import re
import sys
from pathlib import Path

import streamlit as st

# A host that installs app/requirements.txt does not install the package.
sys.path.insert(0, str(Path(__file__).absolute().parents[1] / "src"))

from portfolio_project.assistant import Assistant
from portfolio_project.conversation import topic
from portfolio_project.extract import Reply
from portfolio_project.outcomes import outcomes
from portfolio_project.predict import TURNS, save_verdict
from portfolio_project.questions import Question
from portfolio_project.reporting.card import markdown
from portfolio_project.reporting.page import lay_out
from portfolio_project.reporting.project import (
    InputError,
    Project,
)
from portfolio_project.reporting.tiers import load_bundle
from portfolio_project.words import (
    CODE,
    ITEM,
    LIST,
    paragraphs,
)

WRAPPED = re.compile(r"(?<=\S)\n(?=\w)")  # a line's end inside a paragraph
SHOWN = {
    "right answer": "a test question whose quotes say what they must",
    "follow-up": "it leans on the question before, which is asked along with it",
    "refusal": "nothing in the documents answers it",
    "mistake": "a test question whose quotes do not say what they must: this happens",
}
VERDICTS = ("bad", "good")  # as st.feedback counts its thumbs


@st.cache_resource
def loaded(root: str) -> tuple[Assistant, dict[str, Question]]:
    """Load the assistant, and a test question of each outcome, a mistake among them."""
    project = Project(Path(root))
    bundle = load_bundle(project)
    assistant, test = Assistant.of(project, bundle), bundle.parts.test
    seen = outcomes(assistant.index, test, project.params["answer"])
    answered = seen.answers(assistant.confidence)[0]
    examples: dict[str, Question] = {}
    for question, answers, right in zip(test, answered, seen.right, strict=True):
        if answers and right:
            examples.setdefault("follow-up" if question.before else "right answer", question)
        elif answers and question.source and not question.before:
            examples.setdefault("mistake", question)
        elif not answers and question.source is None:
            examples.setdefault("refusal", question)
    return assistant, {name: examples[name] for name in SHOWN if name in examples}


def show_chat(project: Project) -> None:
    """Hold the conversation."""
    assistant, examples = loaded(str(project.root))
    state = st.session_state
    state.setdefault("turns", [])
    state.setdefault("topic", None)
    area, chosen = st.container(), None
    with st.container(horizontal=True):
        for name, example in examples.items():
            if st.button(f"{name}: {example.question}", help=SHOWN[name]):
                chosen, state.topic = example.question, example.before
    asked = st.chat_input("Ask about the documents") or chosen
    if asked:
        try:
            # What was said before is told with its roles; an example starts again.
            turns = [(question, reply.answer) for question, reply in state.turns][-TURNS:]
            reply = assistant.reply(asked, state.topic, turns=[] if chosen else turns)
            question = f"{state.topic} … {asked}" if chosen and state.topic else asked
            state.topic = topic(asked, state.topic, assistant.index.language)
            state.turns.append((question, reply))
        except InputError as error:
            st.error(str(error))
    with area:
        for turn, (question, reply) in enumerate(state.turns):
            st.chat_message("user").markdown(markdown(question))
            with st.chat_message("assistant"):
                show_reply(project, assistant, turn, question, reply)


def show_text(text: str) -> None:
    """Show paragraphs, lists and code; whatever else is in them means only itself."""
    for part in paragraphs(text):
        if CODE.match(part):
            st.code("\n".join(part.split("\n")[1:-1]), language=None)
        else:
            items = [ITEM.sub("", item) for item in LIST.split(part)] if ITEM.match(part) else []
            st.markdown("\n".join(f"- {markdown(item)}" for item in items) or markdown(part))


def show_reply(
    project: Project, assistant: Assistant, turn: int, question: str, reply: Reply
) -> None:
    """Show one answer, the passages that it cites, and what was thought of it."""
    quotes = zip(reply.quotes, reply.citations, strict=True)
    for quote, source in quotes if reply.quotes else [(reply.answer, "")]:
        show_text(quote)
        if source:
            st.caption(markdown(source))
    by = f"written by: {reply.by}, " if reply.citations else ""
    st.caption(f"{by}confidence {reply.confidence:.2f}. {reply.note}")
    for source in reply.citations:
        with st.expander(source):
            for passage in assistant.index.passages:
                if passage.source == source:
                    st.text(f"{passage.title}\n\n{WRAPPED.sub(' ', passage.text)}")
    key = f"verdict-{turn}"

    def note() -> None:
        verdict = st.session_state[key]
        if verdict is not None:
            save_verdict(project, question, reply, VERDICTS[verdict])

    st.feedback("thumbs", key=key, on_change=note)


lay_out("Ask", ":speech_balloon:", show_chat)
