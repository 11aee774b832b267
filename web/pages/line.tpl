{{%AUTOESCAPE context="HTML"}}
<svg class="line {{ID}}" viewBox="{{BOX}}" role="img" aria-labelledby="{{ID}}-title {{ID}}-text" focusable="false">
<title id="{{ID}}-title">{{TITLE}}</title>
<desc id="{{ID}}-text">{{DESCRIPTION}}</desc>
{{#FIT}}
<rect class="fit" x="{{X}}" y="{{Y}}" width="{{WIDTH}}" height="{{HEIGHT}}"/>{{#NAME}}<text class="fit-name" x="{{X}}" y="{{Y}}">{{site.line.fit}}</text>{{/NAME}}
{{/FIT}}
{{#TICK}}
<g class="tick"><line x1="{{LEFT}}" x2="{{RIGHT}}" y1="{{Y}}" y2="{{Y}}"/><text x="{{TICK_X}}" y="{{Y}}" dy="4" text-anchor="end">{{TEXT}}</text></g>
{{/TICK}}
{{#YEAR}}
<g class="tick"><line x1="{{X}}" x2="{{X}}" y1="{{BOTTOM}}" y2="{{YEAR_END}}"/><text x="{{X}}" y="{{YEAR_Y}}" text-anchor="middle">{{TEXT}}</text></g>
{{/YEAR}}
{{#REFERENCE}}
{{#BAND}}<path class="band-of-whole" d="{{PATH}}"/>{{/BAND}}<path class="reference" d="{{PATH}}"/>
{{/REFERENCE}}
{{#OWN_BAND}}
<path class="band" d="{{PATH}}"/>
{{/OWN_BAND}}
<path class="own" d="{{PATH}}"/>
{{#BREAK}}
<line class="break" x1="{{FROM}}" x2="{{FROM}}" y1="{{TOP}}" y2="{{BOTTOM}}"/><line class="break" x1="{{TO}}" x2="{{TO}}" y1="{{TOP}}" y2="{{BOTTOM}}"/><text x="{{TO}}" dx="5" y="{{TOP}}" dy="11">{{site.line.gap}}</text>
{{/BREAK}}
{{#REFERENCE_END}}
<text x="{{X}}" dx="9" y="{{TEXT_Y}}" dy="4">{{TEXT}}</text>
{{/REFERENCE_END}}
{{#END}}
<circle class="end" cx="{{X}}" cy="{{Y}}" r="3.5"/><text class="end" x="{{X}}" dx="9" y="{{TEXT_Y}}" dy="4">{{TEXT}}</text>
{{/END}}
</svg>
