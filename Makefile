# Everything runs in .venv, which is made once from the lock and made again when the lock changes.
# 一切在 .venv 內運行，首次使用時自動建立。

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
HOUQIN := $(BIN)/houqin
CHECKED := pipeline tests docs $(wildcard benchmarks)
SAMPLE := output/sample
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint types templates bench pages pictures lock clean

help: ## show this list 顯示本說明
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run ## write the sample school and its term, and report on it 生成示範學校並彙總一學期
	@echo '== sample school 示範學校 -> $(SAMPLE)'
	@$(HOUQIN) sample $(SAMPLE)
	@echo '== run --term 學期彙總 -> $(SAMPLE)/output'
	@$(HOUQIN) --config $(SAMPLE)/config.yaml run --term; code=$$?; \
	if [ $$code -eq 3 ]; then \
		echo '== exit code 3: done, and something waits for a person 已完成，另有事項待人處理'; code=0; \
	fi; exit $$code

test: $(VENV)/.dev ## run all tests; ARGS="-k name" picks some 運行全部測試
	@echo '== tests 測試'
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(VENV)/.dev ## check style 檢查代碼風格
	@echo '== style 風格'
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .

types: $(VENV)/.dev ## check types 檢查類型
	@echo '== types 類型'
	@$(BIN)/python -m mypy $(CHECKED)

templates: $(VENV)/.run ## write the blank workbooks anew 重新生成空白表格
	@echo '== blank workbooks 空白表格 -> input_templates'
	@$(HOUQIN) templates

bench: $(VENV)/.dev ## measure speed 測量速度
	@echo '== benchmarks 速度'
	@$(BIN)/python -m benchmarks $(ARGS)

pages: run ## show the sample's results as pictures of pages (LibreOffice, poppler) 把示範結果轉成頁面圖片
	@echo '== pages 頁面 -> output/pages'
	@rm -rf output/pages && mkdir output/pages
	@if [ -n "$$HOUQIN_FONTS" ]; then \
		sed 's/<!--.*-->//' "$$HOUQIN_FONTS" >output/pages/fonts.conf; \
		FONTCONFIG_FILE=$$PWD/output/pages/fonts.conf; export FONTCONFIG_FILE; \
	fi; \
	soffice --headless --convert-to pdf --outdir output/pages $(SAMPLE)/output/*/*.xlsx $(SAMPLE)/output/*/*.docx
	@for pdf in output/pages/*.pdf; do pdftoppm -r 60 -png "$$pdf" "$${pdf%.pdf}" || exit 1; done

pictures: run ## draw the pictures of the READMEs anew 重畫說明文件的圖
	@echo '== pictures 圖片 -> docs/pictures'
	@$(BIN)/python docs/pictures.py

LOCK = uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command 'make lock' pyproject.toml --group build

lock: ## resolve the dependencies anew, with uv; ARGS=--upgrade takes newer ones 重新鎖定依賴版本
	@echo '== locks 依賴'
	@$(LOCK) $(ARGS) --output-file requirements.lock >/dev/null
	@$(LOCK) $(ARGS) --group dev --constraint requirements.lock --output-file requirements-dev.lock >/dev/null

clean: ## remove .venv, caches and the sample 清除
	@echo '== clean 清除'
	@rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache $(SAMPLE) output/pages
	@find pipeline $(wildcard benchmarks) tests -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.made:
	@echo '== $(VENV): made once 首次建立運行環境'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'houqin needs Python 3.11 or later; name one: make PYTHON=python3.12 …' >&2; \
		echo 'houqin 需要 Python 3.11 或以上版本，可指定：make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo 'No virtual environment could be made; on Debian and Ubuntu: apt install python3-venv' >&2; \
		echo '無法建立虛擬環境；Debian、Ubuntu 請先安裝 python3-venv' >&2; exit 1; }
	@touch $@

# What a run needs, then what tests and checks need besides (the second lock contains the first).
$(VENV)/.run: $(VENV)/.made requirements.lock pyproject.toml
	@echo '== dependencies 安裝依賴: requirements.lock'
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo '== dependencies 安裝依賴: requirements-dev.lock'
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@
