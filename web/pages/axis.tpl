{{%AUTOESCAPE context="HTML"}}
<svg class="axis" height="18" aria-hidden="true" focusable="false">{{#TICK}}<text x="{{X}}" y="13" text-anchor="{{ANCHOR}}">{{TEXT}}</text>{{/TICK}}{{#REFERENCE}}<text class="ref" x="{{X}}" y="13" text-anchor="{{ANCHOR}}">{{TEXT}}</text>{{/REFERENCE}}</svg>
