//! English.

use super::{Meaning::*, Table};

pub(super) const TABLE: Table = Table {
    said: &[
        (
            Yes,
            "yes|y|yep|yeah|yup|sure|right|correct|exactly|that is it|thats it|thats the one|that one|\
            this one|yes that one|yes it is|it did|yes it did|it helped|that helped|that worked|\
            it worked|it works|it works now|works now|solved|fixed|its fixed|done|i did|yes i did|\
            i have|yes i have|it is|go ahead|do it",
        ),
        (
            No,
            "no|n|nope|nah|not really|no it isnt|no it is not|it isnt|i dont|no i dont|i didnt|\
            no i didnt|i havent|no i havent",
        ),
        (
            NotThat,
            "not that|no not that|not that one|no not that one|not this|not this one|thats not it|\
            no thats not it|that is not it|thats wrong|that is wrong|wrong|wrong one|wrong answer|\
            thats not what i meant|that is not what i meant|not what i meant|thats not what i asked|\
            not what i asked|thats not right|that is not right|no it did not|that was not it|\
            something else|no something else|its something else|none|none of these|none of them|\
            none of those|neither|no none of these|it didnt help|it did not help|that did not help|\
            did not help|does not help|that does not help|this does not help|it does not help|\
            that didnt help|didnt help|doesnt help|that doesnt help|this doesnt help|not helpful|\
            it didnt work|it did not work|that did not work|did not work|does not work|\
            it does not work|that does not work|this does not work|it still does not work|\
            that didnt work|didnt work|doesnt work|it doesnt work|that doesnt work|still not working|\
            still doesnt work|it still doesnt work|still broken|no it didnt|no it didnt help|\
            no that didnt help",
        ),
        (
            Back,
            "back|go back|step back|one step back|previous|previous question|previous step|\
            the previous one|undo|undo that|return|change my answer|change my last answer|\
            i want to change my answer|i made a mistake",
        ),
        (
            Repeat,
            "repeat|repeat that|repeat it|say that again|say it again|again|once more|one more time|\
            come again|what|what did you say|what was that|what was the question|\
            what was your question|pardon|sorry|excuse me|i didnt get that|i didnt understand|\
            i did not understand|i do not understand|i dont understand|i dont understand the question|\
            show that again|show it again",
        ),
        (
            Cancel,
            "cancel|cancel that|cancel this|cancel it|stop|stop it|stop this|stop that|quit|exit|abort|\
            never mind|nevermind|forget it|forget that|leave it|drop it|enough|thats enough|leave this|\
            end this",
        ),
        (
            Skip,
            "skip|skip it|skip this|skip that|skip this question|skip the question|next|next question|\
            pass|i dont know|i do not know|do not know|dont know|no idea|not sure|im not sure|\
            i am not sure|i cant say|i cant tell|i have no idea|dunno|idk|i would rather not say|\
            id rather not say",
        ),
        (
            Resume,
            "continue|go on|resume|carry on|keep going|proceed|go on with it|lets go on|back to that|\
            where were we",
        ),
        (
            Restart,
            "restart|start over|start again|begin again|start from the beginning|from the beginning|\
            reset|new question|another question|i have another question",
        ),
        (
            Person,
            "person|a person|human|a human|real person|a real person|agent|an agent|live agent|support|\
            operator|representative|customer service|customer support|someone|somebody|\
            talk to a person|talk to a human|talk to an agent|talk to someone|talk to somebody|\
            talk to support|talk to a real person|speak to a person|speak to a human|speak to an agent|\
            speak to someone|speak to somebody|speak to support|speak to a real person|\
            speak with a person|speak with someone|speak with an agent|chat with a person|\
            chat with someone|chat with an agent|connect me to a person|connect me to an agent|\
            connect me with a person|connect me with support|contact support|contact a person|\
            contact an agent|get me a person|get me a human|give me a person|give me a human|call me|\
            handoff|human please",
        ),
        (
            Hello,
            "hi|hello|hey|hi there|hello there|hey there|good morning|good afternoon|good evening|\
            good day|greetings|how are you|how are you doing|hi how are you|hello how are you|whats up|\
            are you there|anybody there|anyone there|is anyone there",
        ),
        (
            Thanks,
            "thanks|thank you|thanks a lot|thank you very much|thank you so much|many thanks|thx|ty|\
            cheers|great thanks|ok thanks|perfect thanks|great thank you|perfect thank you|great|\
            perfect|awesome|nice|cool|thats great",
        ),
        (
            Farewell,
            "bye|goodbye|good bye|bye bye|see you|see you later|good night|have a nice day|thats all|\
            that is all|thats all thanks|nothing else|no thanks|no thank you",
        ),
        (
            Abilities,
            "help|help me|what can you do|what can i ask|what can i ask you|what do you know|\
            what are you|who are you|are you a bot|are you a robot|are you human|are you a person|\
            are you real|how does this work|what is this|options|menu|commands",
        ),
    ],
    meant: "no i meant|no i mean|no what i meant is|not that i meant|not that i mean|sorry i meant|\
        sorry i mean|i meant|i mean|what i meant is|what i mean is|what i meant was|i was asking about|\
        i asked about|i am asking about|im asking about|no i was asking about|no i want to know|\
        no it is about|no its about|its rather about|not that its|not that it is|rather",
    polite: "please|pls|ok|okay|well|um|uh|hm|hmm|oh|ah|so|then|now|just|sorry|i want to|i want|id like to|\
        i would like to|id like|i would like|can i|could i|may i|can you|could you|would you|will you|\
        let me|lets|i need to|i need|to|with",
    places: &[
        "first|the first|first one|the first one|one|number one|option one|option 1",
        "second|the second|second one|the second one|two|number two|option two|option 2",
        "third|the third|third one|the third one|three|number three|option three|option 3",
        "fourth|the fourth|fourth one|the fourth one|four|number four|option four|option 4",
        "fifth|the fifth|fifth one|the fifth one|five|option 5",
    ],
};
