{{%AUTOESCAPE context="HTML"}}
<svg class="map-drawing map-{{ID}}" viewBox="0 0 {{WIDTH}} {{HEIGHT}}" role="group" aria-labelledby="map-{{ID}}-title" aria-describedby="map-text">
<title id="map-{{ID}}-title">{{TITLE}}</title>
{{#DESCRIBED}}
<desc id="map-text">{{DESCRIPTION}}</desc>
{{/DESCRIBED}}
{{#REGION}}
{{#LINKED}}<a href="{{LINK}}" data-region="{{CODE}}" aria-label="{{SAYS}}">{{/LINKED}}{{#PLAIN}}<g role="img" data-region="{{CODE}}" aria-label="{{SAYS}}">{{/PLAIN}}<path class="{{FILL}}"{{#PATTERN}} fill="url(#map-{{PATTERN}})"{{/PATTERN}} d="{{PATH}}"/>{{#LINKED}}</a>{{/LINKED}}{{#PLAIN}}</g>{{/PLAIN}}
{{/REGION}}
<g class="map-over" aria-hidden="true">
{{#MARK}}
<path class="map-mark" transform="translate({{X}} {{Y}})" d="{{PATH}}"/>
{{/MARK}}
{{#INSET}}
{{#LEADER}}
<path class="map-zoom" d="{{PATH}}"/>
{{/LEADER}}
<rect class="map-window" x="{{WINDOW_X}}" y="{{WINDOW_Y}}" width="{{WINDOW_WIDTH}}" height="{{WINDOW_HEIGHT}}"/>
<rect class="map-paper" x="{{FRAME_X}}" y="{{FRAME_Y}}" width="{{FRAME_WIDTH}}" height="{{FRAME_HEIGHT}}"/>
{{#REGION}}
<path class="{{FILL}}" data-region="{{CODE}}"{{#PATTERN}} fill="url(#map-{{PATTERN}})"{{/PATTERN}} d="{{PATH}}"/>
{{/REGION}}
<rect class="map-frame" x="{{FRAME_X}}" y="{{FRAME_Y}}" width="{{FRAME_WIDTH}}" height="{{FRAME_HEIGHT}}"/>
{{#MARK}}
<path class="map-mark" transform="translate({{X}} {{Y}})" d="{{PATH}}"/>
{{/MARK}}
{{#NAME}}
<text class="map-name" x="{{X}}" y="{{Y}}" text-anchor="middle">{{NAME}}</text>
{{/NAME}}
{{/INSET}}
{{#LABEL}}
{{#LEADER}}
<path class="map-halo" d="{{PATH}}"/><path class="map-leader" d="{{PATH}}"/>
{{/LEADER}}
<text class="map-name" x="{{X}}" y="{{Y}}" text-anchor="{{ANCHOR}}">{{NAME}}</text>
{{#VALUE}}
<text x="{{X}}" y="{{Y}}" dy="1.2em" text-anchor="{{ANCHOR}}">{{SAYS}}</text>
{{/VALUE}}
{{/LABEL}}
</g>
</svg>
