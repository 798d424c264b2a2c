# Two stages: what is needed to install stays in the first, the second runs.
FROM python:3.12-slim AS install

ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/anchor
WORKDIR /src

# The libraries change seldom: a layer of their own, checked against their hashes, wheels only.
COPY requirements.txt ./
RUN /opt/anchor/bin/pip install --require-hashes --only-binary :all: -r requirements.txt

COPY pyproject.toml README.md LICENSE ./
COPY content/ content/
COPY dialogs/ dialogs/
COPY bot/ bot/
RUN /opt/anchor/bin/pip install --no-build-isolation --no-deps .


FROM python:3.12-slim

# The database and the key that opens it are kept apart, so that a copy of one is not a copy of both.
RUN useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin anchor \
 && install -d -o anchor -g anchor -m 0700 /data /key
COPY --from=install /opt/anchor /opt/anchor

ENV PATH="/opt/anchor/bin:$PATH" \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    COACH_DATABASE=/data/anchor.sqlite3 \
    COACH_KEY_FILE=/key/coach.key

USER anchor
WORKDIR /data
VOLUME ["/data", "/key"]

# Reads the sign of life that the coach leaves every five seconds: polling, database and sending.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["coach", "doctor", "--alive"]

# The token comes from outside: docker run -e TELEGRAM_BOT_TOKEN …
ENTRYPOINT ["coach"]
CMD ["run"]
